#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "report/private.h"

static void directory_of(const char *path, struct text *out)
{
    const char *slash = strrchr(path, '/');
    if (slash)
        text_append(out, (struct text_view){path, slash == path ? 1 : (size_t)(slash - path)});
    else
        text_append_str(out, ".");
}

static bool cannot_create(const char *path, int err, struct error *e)
{
    if (err == ENOSPC || err == EDQUOT)
        return error_set(e, SOAN_CANNOT_CREATE, _("%s: cannot be created: the disk is full; free some space"), path);
    return error_set(e, SOAN_CANNOT_CREATE, _("%s: cannot be created: %s; choose another place"), path, strerror(err));
}

static bool taken(const char *path, struct error *e)
{
    return error_set(e, SOAN_CANNOT_CREATE, _("%s: exists already and was left as it is; choose another name"), path);
}

/* SQLite would take what is left of a deleted report for a part of the new one. */
static bool nothing_left(const char *path, struct error *e)
{
    static const char *const ends[] = {"-wal", "-journal"};
    bool clear = true;
    for (size_t i = 0; clear && i < SOAN_ARRAY_LEN(ends); i++) {
        struct text name = {0};
        struct stat st;
        text_printf(&name, "%s%s", path, ends[i]);
        clear = lstat(text_str(&name), &st) != 0 ||
                error_set(e, SOAN_CANNOT_CREATE,
                          _("%s: is left of another report of this name; move it away or choose another name"),
                          text_str(&name));
        text_free(&name);
    }
    return clear;
}

bool beside_create(const char *path, struct text *temporary, struct error *e)
{
    struct stat st;
    if (lstat(path, &st) == 0)
        return taken(path, e);
    if (errno != ENOENT)
        return cannot_create(path, errno, e);
    if (!nothing_left(path, e))
        return false;
    struct text directory = {0}, name = {0};
    directory_of(path, &directory);
    /* In a directory that hands its group on, the group is meant to write. */
    mode_t mode = stat(text_str(&directory), &st) == 0 && (st.st_mode & S_ISGID) ? 0660 : 0600;
    text_free(&directory);
    text_printf(&name, "%s.XXXXXX", path);
    int fd = mkostemp(name.bytes, O_CLOEXEC);
    if (fd < 0 || fchmod(fd, mode) != 0) {
        cannot_create(path, errno, e);
        if (fd >= 0) {
            close(fd);
            unlink(text_str(&name));
        }
        text_free(&name);
        return false;
    }
    close(fd);
    *temporary = name;
    return true;
}

void beside_discard(struct text *temporary)
{
    if (temporary->len)
        unlink(text_str(temporary));
    text_free(temporary);
}

static bool sync_path(const char *path, int flags)
{
    int fd = open(path, flags | O_CLOEXEC);
    if (fd < 0)
        return false;
    bool ok = fsync(fd) == 0 || errno == EINVAL;
    int err = errno;
    close(fd);
    errno = err;
    return ok;
}

/* link() refuses a name that is taken; file systems without hard links may know the other way. */
static bool give_name(const char *temporary, const char *path)
{
    if (link(temporary, path) == 0) {
        unlink(temporary);
        return true;
    }
    if (errno != EPERM && errno != EOPNOTSUPP && errno != ENOSYS && errno != EMLINK)
        return false;
    return renameat2(AT_FDCWD, temporary, AT_FDCWD, path, RENAME_NOREPLACE) == 0;
}

bool beside_commit(struct text *temporary, const char *path, struct error *e)
{
    if (!sync_path(text_str(temporary), O_RDONLY) || !give_name(text_str(temporary), path)) {
        if (errno == EEXIST)
            taken(path, e);
        else
            cannot_create(path, errno, e);
        beside_discard(temporary);
        return false;
    }
    text_free(temporary);
    struct text directory = {0};
    directory_of(path, &directory);
    bool ok = sync_path(text_str(&directory), O_RDONLY | O_DIRECTORY);
    text_free(&directory);
    return ok || errno == EACCES /* a directory one may write but not read */ ||
           error_set(e, SOAN_IO_ERROR, _("%s: is written, but the directory could not be synced: %s"), path,
                     strerror(errno));
}
