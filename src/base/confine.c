#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/confine.h"
#include "soan/base.h"

static char *member_name;

const char *confined(void)
{
    return member_name;
}

/* ---- environment ----------------------------------------------------------- */

static bool only(const char *value, const char *letters)
{
    for (const char *p = value; *p; p++)
        if (!isascii(*p) || (!isalnum((unsigned char)*p) && !strchr(letters, *p)))
            return false;
    return value[0] && strlen(value) <= 64 && !strstr(value, "..");
}

/* Names of terminals, languages and time zones are looked up as files: nothing that could be a path elsewhere. */
static bool keeps(const char *name, const char *value)
{
    if (strcmp(name, "TERM") == 0)
        return isalnum((unsigned char)value[0]) && only(value, "+-._");
    if (strcmp(name, "LANGUAGE") == 0)
        return only(value, "_-.@:");
    if (strcmp(name, "TZ") == 0)
        return isalnum((unsigned char)value[0]) && only(value, "+-_/");
    if (strcmp(name, "LANG") == 0 || strcmp(name, "LC_ALL") == 0 || strcmp(name, "LC_MESSAGES") == 0 ||
        strcmp(name, "LC_CTYPE") == 0)
        return only(value, "_-.@");
    return strcmp(name, "NO_COLOR") == 0 || strcmp(name, "SSH_ORIGINAL_COMMAND") == 0;
}

void confine_environment(void)
{
    static const char *const names[] = {"TERM",     "LANGUAGE", "LANG",     "LC_ALL",              "LC_MESSAGES",
                                        "LC_CTYPE", "TZ",       "NO_COLOR", "SSH_ORIGINAL_COMMAND"};
    char *kept[SOAN_ARRAY_LEN(names)] = {0};
    for (size_t i = 0; i < SOAN_ARRAY_LEN(names); i++) {
        const char *value = getenv(names[i]);
        if (value && keeps(names[i], value)) {
            kept[i] = strdup(value);
            if (!kept[i])
                abort();
        }
    }
    /* A terminal of an unknown name is taken for this one anyway. */
    bool unknown = getenv("TERM") && !kept[0];
    clearenv();
    for (size_t i = 0; i < SOAN_ARRAY_LEN(names); i++) {
        if (kept[i])
            setenv(names[i], kept[i], 1);
        free(kept[i]);
    }
    if (unknown)
        setenv("TERM", "xterm-256color", 1);
}

/* ---- the directory --------------------------------------------------------- */

static int open_directory(const char *dir, struct error *e)
{
    int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    struct stat st;
    if (fd < 0) {
        error_set(e, SOAN_NO_INPUT, _("%s: cannot be entered: %s; name a directory of reports"), dir, strerror(errno));
    } else if (fstatat(fd, ".ssh", &st, AT_SYMLINK_NOFOLLOW) == 0) {
        error_set(e, SOAN_REFUSED,
                  _("%s: is the home of an account (it has .ssh); name a directory of its own for reports"), dir);
        close(fd);
        fd = -1;
    }
    return fd;
}

bool confine_to(const char *dir, const char *member, struct error *e)
{
    struct stat st;
    int fd = open_directory(dir, e);
    if (fd < 0)
        return false;
    if (fchdir(fd) != 0 || fstat(fd, &st) != 0) {
        error_set(e, SOAN_NO_INPUT, _("%s: cannot be entered: %s; name a directory of reports"), dir, strerror(errno));
        close(fd);
        return false;
    }
    member_name = strdup(member);
    if (!member_name)
        abort();
    umask(st.st_mode & S_ISGID ? 0007 : 0077);
    /* What the memory holds belongs into no file. */
    struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    landlock_enter(fd);
    close(fd);
    return true;
}

/* ---- names ----------------------------------------------------------------- */

static bool ends(const char *name, const char *const *end, size_t n)
{
    struct text_view v = text_view_of(name);
    for (size_t i = 0; i < n; i++)
        if (v.len > strlen(end[i]) && text_view_ends(v, text_view_of(end[i])))
            return true;
    return false;
}

/* No way out of the directory, nothing hidden, nothing that reads as an option. */
static bool plain(const char *name)
{
    return name[0] != '.' && name[0] != '-' && !strchr(name, '/') && strlen(name) <= NAME_MAX &&
           text_view_harmless(text_view_of(name));
}

static bool not_a_name(const char *path, enum confine_use use, struct error *e)
{
    if (use == CONFINE_REPORT)
        return error_set(e, SOAN_NOT_PERMITTED,
                         _("%s: is no name of a report here; take a plain name that ends in .soan"), path);
    return error_set(e, SOAN_NOT_PERMITTED,
                     _("%s: no file of this name is written here; take - for standard output, or a plain name that "
                       "ends in .txt"),
                     path);
}

bool confine_allows(const char *path, enum confine_use use, struct error *e)
{
    static const char *const report[] = {".soan"}, *const output[] = {".txt", ".csv", ".json", ".fodt"};
    struct stat st;
    if (!member_name)
        return true;
    if (use == CONFINE_TEXT)
        return error_set(e, SOAN_NOT_PERMITTED,
                         _("%s: no files are read here; give - and the text on standard input"), path);
    bool fits = use == CONFINE_REPORT ? ends(path, report, SOAN_ARRAY_LEN(report))
                                      : ends(path, output, SOAN_ARRAY_LEN(output));
    if (!plain(path) || !fits)
        return not_a_name(path, use, e);
    if (lstat(path, &st) == 0 && !S_ISREG(st.st_mode))
        return error_set(e, SOAN_NOT_PERMITTED, _("%s: is not a plain file and is not touched here; name another"),
                         path);
    return true;
}
