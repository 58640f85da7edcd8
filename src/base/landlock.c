/* The second wall: what confine_allows() says by names the kernel says by files (landlock(7), Linux 5.13 and later). */
#include <fcntl.h>
#include <linux/landlock.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/confine.h"
#include "base/data.h"
#include "soan/base.h"

#define READING (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define CHANGING (LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG)
/* Everything that the first version knows. */
#define FIRST ((LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1)
#define FILES (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE)

static uint64_t known(long version)
{
    uint64_t all = FIRST;
#ifdef LANDLOCK_ACCESS_FS_REFER
    if (version >= 2)
        all |= LANDLOCK_ACCESS_FS_REFER;
#endif
#ifdef LANDLOCK_ACCESS_FS_TRUNCATE
    if (version >= 3)
        all |= LANDLOCK_ACCESS_FS_TRUNCATE;
#endif
    return all;
}

static void allow_at(int rules, int fd, uint64_t access)
{
    struct landlock_path_beneath_attr rule = {.allowed_access = access, .parent_fd = fd};
    if (fd >= 0)
        syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
}

static void allow(int rules, const char *path, uint64_t access)
{
    int fd = open(path, O_PATH | O_CLOEXEC);
    allow_at(rules, fd, access);
    if (fd >= 0)
        close(fd);
}

void landlock_enter(int dir)
{
    /* Terminals, languages, time zones, encodings, account names; who else is at work. */
    static const char *const read[] = {"/usr", "/lib", "/lib64", "/etc", "/proc"};
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (version < 1)
        return;
    uint64_t all = known(version);
    struct landlock_ruleset_attr what = {.handled_access_fs = all};
    int rules = (int)syscall(SYS_landlock_create_ruleset, &what, sizeof what, 0);
    if (rules < 0)
        return;
    struct text languages = {0};
    language_directory(&languages);
    for (size_t i = 0; i < SOAN_ARRAY_LEN(read); i++)
        allow(rules, read[i], READING);
    allow(rules, text_str(&languages), READING);
    if (data_directory())
        allow(rules, data_directory(), READING);
    allow(rules, "/dev/null", FILES);
    allow(rules, "/dev/urandom", LANDLOCK_ACCESS_FS_READ_FILE);
    /* The terminal may be opened once more, to be written without waiting. */
    if (isatty(STDOUT_FILENO))
        allow_at(rules, STDOUT_FILENO, FILES);
    allow_at(rules, dir, (READING | CHANGING | (all & ~(uint64_t)FIRST)) & ~(uint64_t)LANDLOCK_ACCESS_FS_REFER);
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)
        syscall(SYS_landlock_restrict_self, rules, 0);
    close(rules);
    text_free(&languages);
}
