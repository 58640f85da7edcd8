#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/data.h"
#include "soan/base.h"

static bool read_all(int fd, const char *path, struct text *out, struct error *e)
{
    for (;;) {
        text_reserve(out, out->len + 65536);
        ssize_t n = read(fd, out->bytes + out->len, out->cap - out->len - 1);
        if (n == 0)
            break;
        if (n < 0) {
            if (errno == EINTR)
                continue;
            return error_set(e, SOAN_IO_ERROR, _("%s: cannot be read: %s"), path, strerror(errno));
        }
        out->len += (size_t)n;
        if (out->len + 65536 > out->cap)
            text_reserve(out, out->cap * 2);
    }
    out->bytes[out->len] = '\0';
    return true;
}

bool file_read(const char *path, struct text *out, struct error *e)
{
    if (strcmp(path, "-") == 0)
        return read_all(STDIN_FILENO, _("standard input"), out, e);
    return confine_allows(path, CONFINE_TEXT, e) && file_load(path, out, e);
}

bool file_load(const char *path, struct text *out, struct error *e)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return error_set(e, SOAN_NO_INPUT, _("%s: cannot be opened: %s"), path, strerror(errno));
    struct stat st;
    bool ok = false;
    if (fstat(fd, &st) != 0) {
        error_set(e, SOAN_IO_ERROR, _("%s: cannot be read: %s"), path, strerror(errno));
    } else if (S_ISDIR(st.st_mode)) {
        error_set(e, SOAN_NO_INPUT, _("%s: is a directory; name a text file"), path);
    } else {
        if (S_ISREG(st.st_mode) && st.st_size > 0)
            text_reserve(out, (size_t)st.st_size + 65536);
        ok = read_all(fd, path, out, e);
    }
    close(fd);
    return ok;
}

struct file_out {
    FILE *stream;
    char *path;               /* where it shall stand; NULL: the stream is the target itself */
    char *temporary;
    int error;                /* errno of the first failure */
};

static bool cannot_create(struct error *e, const char *path, int err)
{
    return error_set(e, SOAN_CANNOT_CREATE, _("%s: cannot be created: %s"), path, strerror(err));
}

static bool is_database(const char *path)
{
    static const char magic[] = "SQLite format 3"; /* with its NUL: sqlite.org/fileformat2.html, 1.3 */
    char head[sizeof magic];
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    bool is = fd >= 0 && read(fd, head, sizeof head) == (ssize_t)sizeof head && memcmp(head, magic, sizeof head) == 0;
    if (fd >= 0)
        close(fd);
    return is;
}

/* A report, or what SQLite keeps beside one. Nothing that writes a whole file may put it in the place of these. */
static bool belongs_to_report(const char *path)
{
    static const char *const beside[] = {"-wal", "-shm", "-journal"};
    bool is = is_database(path);
    struct text_view v = text_view_of(path);
    for (size_t i = 0; !is && i < SOAN_ARRAY_LEN(beside); i++) {
        if (text_view_ends(v, text_view_of(beside[i]))) {
            struct text stem = text_copy(text_view_part(v, 0, v.len - strlen(beside[i])));
            is = is_database(text_str(&stem));
            text_free(&stem);
        }
    }
    return is;
}

/* Opens what f->path names, or a file beside it. */
static bool open_target(struct file_out *f, const char *path, struct error *e)
{
    struct stat st;
    bool exists = stat(path, &st) == 0;
    if (exists && S_ISDIR(st.st_mode))
        return error_set(e, SOAN_CANNOT_CREATE, _("%s: is a directory; name a file in it"), path);
    if (exists && !S_ISREG(st.st_mode)) {
        int fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
        f->stream = fd < 0 ? NULL : fdopen(fd, "w");
        return f->stream ? true : cannot_create(e, path, errno);
    }
    if (belongs_to_report(path))
        return error_set(e, SOAN_CANNOT_CREATE, _("%s: is a report, which would be lost; name another file"), path);
    /* A rename would pass by the write protection of a file and would put a file in the place of a link. */
    if (exists && access(path, W_OK) != 0)
        return cannot_create(e, path, errno);
    f->path = exists ? realpath(path, NULL) : strdup(path);
    if (!f->path)
        return cannot_create(e, path, errno);
    struct text t = {0};
    text_printf(&t, "%s.XXXXXX", f->path);
    int fd = mkostemp(t.bytes, O_CLOEXEC);
    if (fd < 0) {
        int err = errno;
        text_free(&t);
        return cannot_create(e, path, err);
    }
    f->temporary = t.bytes;
    f->stream = fdopen(fd, "w");
    if (!f->stream) {
        close(fd);
        return cannot_create(e, path, ENOMEM);
    }
    return true;
}

struct file_out *file_out_open(const char *path, struct error *e)
{
    struct file_out *f = mem_alloc(sizeof *f);
    if (strcmp(path, "-") == 0)
        f->stream = stdout;
    else if (!confine_allows(path, CONFINE_OUTPUT, e) || !open_target(f, path, e))
        file_out_discard(&f);
    return f;
}

void file_out_write(struct file_out *f, struct text_view v)
{
    if (!f->error && v.len && fwrite(v.bytes, 1, v.len, f->stream) != v.len)
        f->error = errno ? errno : EIO;
}

void file_out_discard(struct file_out **fp)
{
    struct file_out *f = *fp;
    if (!f)
        return;
    if (f->stream && f->stream != stdout)
        fclose(f->stream);
    if (f->temporary)
        unlink(f->temporary);
    free(f->temporary);
    free(f->path);
    free(f);
    *fp = NULL;
}

/* The mode a plain open() would have given: mkostemp() makes 0600. An existing target keeps its own. */
static void take_mode(int fd, const char *target)
{
    struct stat st;
    mode_t mask = umask(0);
    umask(mask);
    mode_t mode = 0666 & ~mask;
    if (stat(target, &st) == 0)
        mode = st.st_mode & 0777;
    if (fchmod(fd, mode) != 0)
        return; /* a file system without modes: the file is still whole */
}

/* Brings the new name to disk, as fsync() did the contents. */
static void sync_directory(const char *path)
{
    const char *slash = strrchr(path, '/');
    struct text dir = text_copy(slash ? (struct text_view){path, (size_t)(slash - path) + 1} : TEXT_LIT("."));
    int fd = open(dir.bytes, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        fsync(fd);
        close(fd);
    }
    text_free(&dir);
}

static bool commit_stream(struct file_out *f, struct error *e)
{
    if (f->stream != stdout && fclose(f->stream) != 0 && !f->error)
        f->error = errno;
    f->stream = NULL;
    if (f->error == EPIPE)
        return error_set(e, SOAN_IO_ERROR, "%s", "");
    if (f->error)
        return error_set(e, SOAN_IO_ERROR, _("the output cannot be written: %s"), strerror(f->error));
    return true;
}

static bool commit_file(struct file_out *f, struct error *e)
{
    if (!f->error) {
        take_mode(fileno(f->stream), f->path);
        if (fsync(fileno(f->stream)) != 0 && errno != EINVAL)
            f->error = errno;
    }
    if (fclose(f->stream) != 0 && !f->error)
        f->error = errno;
    f->stream = NULL;
    if (!f->error && rename(f->temporary, f->path) != 0)
        f->error = errno;
    if (f->error)
        return error_set(e, f->error == EACCES || f->error == EROFS ? SOAN_CANNOT_CREATE : SOAN_IO_ERROR,
                         _("%s: not written: %s; what was there is unchanged"), f->path, strerror(f->error));
    mem_free(&f->temporary);
    sync_directory(f->path);
    return true;
}

bool file_out_commit(struct file_out **fp, struct error *e)
{
    struct file_out *f = *fp;
    if (!f->error && fflush(f->stream) != 0)
        f->error = errno;
    bool ok = f->path ? commit_file(f, e) : commit_stream(f, e);
    file_out_discard(fp);
    return ok;
}
