/*
 * A report read into memory as it stands in its file and the -wal beside it, without touching either: for a full disk, where
 * SQLite cannot make the shared memory it reads a -wal by, and for files that are damaged. The formats are those of
 * https://www.sqlite.org/fileformat2.html, 1.3 and 4.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "report/private.h"

enum {
    PAGE_LEAST = 512, PAGE_MOST = 65536, PAGE_USUAL = 4096,
    WAL_HEADER = 32, FRAME_HEADER = 24, WAL_MAGIC = 0x377F0682, /* + 1: checksums of big-endian words */
    TRIES = 20,
};

uint32_t big_endian(const unsigned char *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static uint32_t little_endian(const unsigned char *p)
{
    return (uint32_t)p[3] << 24 | (uint32_t)p[2] << 16 | (uint32_t)p[1] << 8 | p[0];
}

static bool page_size_valid(uint32_t size)
{
    return size >= PAGE_LEAST && size <= PAGE_MOST && (size & (size - 1)) == 0;
}

uint32_t image_page_size(struct text_view image)
{
    const unsigned char *p = (const unsigned char *)image.bytes;
    uint32_t size = image.len < 18 ? 0 : (uint32_t)p[16] << 8 | p[17];
    size = size == 1 ? PAGE_MOST : size;
    return page_size_valid(size) ? size : PAGE_USUAL;
}

/* ---- the -wal ---- */

struct sum { uint32_t a, b; };

static void sum_add(struct sum *s, const unsigned char *p, size_t n, bool big)
{
    for (size_t i = 0; i + 8 <= n; i += 8) {
        s->a += (big ? big_endian(p + i) : little_endian(p + i)) + s->b;
        s->b += (big ? big_endian(p + i + 4) : little_endian(p + i + 4)) + s->a;
    }
}

static bool sum_is(const struct sum *s, const unsigned char *p)
{
    return s->a == big_endian(p) && s->b == big_endian(p + 4);
}

struct wal {
    const unsigned char *bytes;
    size_t len;
    uint32_t page;
    size_t frames;            /* up to the end of the last commit */
    uint32_t pages;           /* of the file after it */
    bool broken;              /* what follows was meant to be read too, as far as can be seen */
};

static const unsigned char *frame_at(const struct wal *w, size_t i)
{
    return w->bytes + WAL_HEADER + i * (FRAME_HEADER + w->page);
}

/* Frames count up to the first whose salt or checksum is wrong, and only if a commit follows. */
static void wal_measure(struct wal *w)
{
    if (w->len < WAL_HEADER)
        return;
    uint32_t magic = big_endian(w->bytes);
    struct sum s = {0};
    w->page = big_endian(w->bytes + 8);
    sum_add(&s, w->bytes, 24, magic & 1);
    w->broken = (magic & ~1u) != WAL_MAGIC || !page_size_valid(w->page) || !sum_is(&s, w->bytes + 24);
    if (w->broken)
        return;
    size_t all = (w->len - WAL_HEADER) / (FRAME_HEADER + w->page);
    for (size_t i = 0; i < all; i++) {
        const unsigned char *f = frame_at(w, i);
        /* Another salt: left over from before the -wal began anew. */
        if (memcmp(f + 8, w->bytes + 16, 8) != 0)
            return;
        sum_add(&s, f, 8, magic & 1);
        sum_add(&s, f + FRAME_HEADER, w->page, magic & 1);
        if (!sum_is(&s, f + 16) || big_endian(f) == 0) {
            w->broken = true;
            return;
        }
        if (big_endian(f + 4)) {
            w->frames = i + 1;
            w->pages = big_endian(f + 4);
        }
    }
}

/* What the frames say takes the place of what the file says. */
static void wal_apply(const struct wal *w, struct text *image)
{
    size_t most = image->len / w->page + w->frames, pages = w->pages < most ? w->pages : most;
    if (image->len < pages * w->page) {
        text_reserve(image, pages * w->page);
        memset(image->bytes + image->len, 0, pages * w->page - image->len);
        image->len = pages * w->page;
    }
    for (size_t i = 0; i < w->frames; i++) {
        size_t page = big_endian(frame_at(w, i));
        if (page <= image->len / w->page)
            memcpy(image->bytes + (page - 1) * w->page, frame_at(w, i) + FRAME_HEADER, w->page);
    }
    if (pages * w->page < image->len)
        image->len = pages * w->page;
}

/* ---- the file ---- */

struct stamp image_stamp(const char *path)
{
    struct stamp s = {0};
    struct stat st;
    struct text wal = {0};
    if (stat(path, &st) == 0) {
        s.file = st.st_mtim;
        s.size = st.st_size;
    }
    text_printf(&wal, "%s-wal", path);
    if (stat(text_str(&wal), &st) == 0) {
        s.wal = st.st_mtim;
        s.wal_size = st.st_size;
    }
    text_free(&wal);
    return s;
}

static bool time_equal(const struct timespec *a, const struct timespec *b)
{
    return a->tv_sec == b->tv_sec && a->tv_nsec == b->tv_nsec;
}

bool stamp_equal(const struct stamp *a, const struct stamp *b)
{
    return time_equal(&a->file, &b->file) && time_equal(&a->wal, &b->wal) && a->size == b->size &&
           a->wal_size == b->wal_size;
}

/* Not file_read(): that is for texts, which are held to other names. */
static bool load(const char *path, struct text *out, struct error *e)
{
    enum { PIECE = 1 << 20 };
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    ssize_t n = 1;
    while (fd >= 0 && n != 0) {
        text_reserve(out, out->len + PIECE);
        n = read(fd, out->bytes + out->len, PIECE);
        if (n < 0 && errno != EINTR)
            break;
        out->len += n > 0 ? (size_t)n : 0;
    }
    int err = errno;
    bool ok = fd >= 0 && n >= 0;
    if (fd >= 0)
        close(fd);
    return ok || error_set(e, fd < 0 ? SOAN_NO_INPUT : SOAN_IO_ERROR, _("%s: cannot be read: %s"), path, strerror(err));
}

static bool read_both(const char *path, struct text *file, struct text *wal, struct error *e)
{
    struct text name = {0};
    text_printf(&name, "%s-wal", path);
    bool ok = true;
    for (int i = 0; ok && i < TRIES; i++) {
        struct stamp before = image_stamp(path);
        text_clear(file);
        text_clear(wal);
        ok = load(path, file, e) && (!before.wal_size || load(text_str(&name), wal, e));
        struct stamp after = image_stamp(path);
        if (stamp_equal(&before, &after))
            break;
    }
    text_free(&name);
    return ok;
}

bool image_load(const char *path, struct text *image, bool *broken, struct error *e)
{
    struct text file = {0}, bytes = {0};
    bool ok = read_both(path, &file, &bytes, e);
    if (ok) {
        struct wal w = {.bytes = (const unsigned char *)text_str(&bytes), .len = bytes.len};
        wal_measure(&w);
        if (w.frames)
            wal_apply(&w, &file);
        *broken = w.broken;
        *image = text_take(&file);
        /* Without a -wal: 1.3.3. */
        if (image->len > 20)
            image->bytes[18] = image->bytes[19] = 1;
    }
    text_free(&file);
    text_free(&bytes);
    return ok;
}
