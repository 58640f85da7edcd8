/*
 * base: what every floor stands on. Owned and borrowed text, errors a person
 * reads, memory that does not fail quietly, shipped data, translations.
 *
 * Conventions of the whole library:
 *   - sizes and positions are bytes of UTF-8 unless the name says otherwise;
 *   - `take` hands ownership over, `copy` duplicates, `view` borrows;
 *   - a free function takes the address of the owner and leaves it empty;
 *   - bool + struct error * where a person must read the reason. On false the
 *     error is set and the outputs are unchanged.
 */
#ifndef SOAN_BASE_H
#define SOAN_BASE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SOAN_MUST_USE __attribute__((warn_unused_result))
#define SOAN_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#define SOAN_ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))

struct error;

/* Translations: marked text is looked up in the domain "soan". */
const char *soan_gettext(const char *msgid) __attribute__((format_arg(1)));
const char *soan_ngettext(const char *one, const char *many, unsigned long n)
    __attribute__((format_arg(1), format_arg(2)));
#define _(s) soan_gettext(s)
#define N_(s) (s)

/* Once at the start: UTF-8 whatever the environment says, and messages in `lang` ("vi", "en"), or, if NULL, in the
 * language the environment asks for, also where its locale was never generated. Numbers keep the "C" form. */
bool language_set(const char *lang, struct error *e);

/* ---- text ---------------------------------------------------------------- */

/* Owned bytes. `bytes` is NUL-terminated (not counted in len) or NULL if empty. {0} is valid. */
struct text {
    char *bytes;
    size_t len;
    size_t cap;
};

/* Borrowed bytes, not NUL-terminated. */
struct text_view {
    const char *bytes;
    size_t len;
};

#define TEXT_LIT(s) ((struct text_view){"" s, sizeof(s) - 1})

struct text_view text_view(const struct text *t);
struct text_view text_view_of(const char *cstr);                           /* NULL is empty */
struct text_view text_view_part(struct text_view v, size_t from, size_t to); /* clamped */
bool text_view_equal(struct text_view a, struct text_view b);
bool text_view_starts(struct text_view v, struct text_view prefix);
bool text_view_ends(struct text_view v, struct text_view suffix);
int text_view_compare(struct text_view a, struct text_view b);             /* by byte */
/* Offset of the first needle at or after `from`, or SIZE_MAX. */
size_t text_view_find(struct text_view v, struct text_view needle, size_t from);
/* Without ASCII blanks (space, tab, CR, LF) at both ends. */
struct text_view text_view_trim(struct text_view v);

void text_free(struct text *t);
void text_clear(struct text *t);                           /* keeps the memory */
void text_reserve(struct text *t, size_t len);             /* room for len bytes in all */
void text_append(struct text *t, struct text_view v);
void text_append_str(struct text *t, const char *s);
void text_append_char(struct text *t, char c);
void text_append_codepoint(struct text *t, uint32_t cp);   /* as UTF-8 */
void text_printf(struct text *t, const char *fmt, ...) SOAN_PRINTF(2, 3); /* appends */
void text_vprintf(struct text *t, const char *fmt, va_list ap) SOAN_PRINTF(2, 0);
/* Replaces `removed` bytes at pos by v (v may not point into t). */
void text_replace(struct text *t, size_t pos, size_t removed, struct text_view v);
struct text text_copy(struct text_view v);
struct text text_take(struct text *t);                     /* moves, leaves *t empty */
const char *text_str(const struct text *t);                /* never NULL */
/* False if v has a control, a mark that turns the writing direction, or a byte that is no UTF-8: what a terminal might obey. */
bool text_view_harmless(struct text_view v);
/* Appends v with each of these as '?'; the ASCII controls named in `keep` stay. */
void text_append_harmless(struct text *t, struct text_view v, const char *keep);

/* ---- errors -------------------------------------------------------------- */

/* Exit status of the program; also says what kind of failure an error is. */
enum soan_status_code {
    SOAN_DONE = 0,
    SOAN_REFUSED = 1,         /* findings, or refused for a stated reason */
    SOAN_USAGE = 2,
    SOAN_BAD_DATA = 65,
    SOAN_NO_INPUT = 66,
    SOAN_CANNOT_CREATE = 73,
    SOAN_IO_ERROR = 74,
    SOAN_BUSY = 75,
    SOAN_NOT_PERMITTED = 77,
};

/* One line, translated: what, where, what to do next. {0} means none. */
struct error {
    enum soan_status_code status;
    struct text message;
};

/* Sets the error (freeing an earlier one; e may be NULL) and returns false, so that
 * `return error_set(e, ...)` ends a function. In the result every control, every bidi mark and every byte that
 * is no UTF-8 becomes '?', so it may go to a terminal. */
bool error_set(struct error *e, enum soan_status_code status, const char *fmt, ...)
    SOAN_PRINTF(3, 4);
void error_free(struct error *e);

/* ---- memory -------------------------------------------------------------- */

/* Never NULL. On exhaustion the handler set below runs (it restores the
 * terminal), one line is written to standard error and the program ends with 74. */
void *mem_alloc(size_t size) SOAN_MUST_USE;               /* zeroed */
void *mem_array(size_t n, size_t size) SOAN_MUST_USE;     /* zeroed, overflow-checked */
void *mem_resize(void *p, size_t n, size_t size) SOAN_MUST_USE; /* n*size, overflow-checked */
void mem_on_exhaustion(void (*handler)(void));
#define mem_free(pp) (free(*(pp)), *(pp) = NULL)

/* Grows array *p (capacity *cap, in elements) to hold at least n elements. */
void mem_grow(void **p, size_t *cap, size_t n, size_t size);

/* ---- files --------------------------------------------------------------- */

/* The whole of a regular file, or of standard input if path is "-".
 * Fails with SOAN_NO_INPUT (missing, a directory, not readable) or SOAN_IO_ERROR. */
bool file_read(const char *path, struct text *out, struct error *e) SOAN_MUST_USE;

/* A file that appears whole under its name or not at all: written beside the target, synced,
 * renamed; a link is followed, a device or pipe is written as it is. path "-" is standard output. The stream is
 * buffered. A report (any SQLite file, and what belongs to one) is never overwritten: SOAN_CANNOT_CREATE. Commit fails with SOAN_IO_ERROR and an empty message if the reader of a pipe went away. */
struct file_out;
struct file_out *file_out_open(const char *path, struct error *e) SOAN_MUST_USE;
void file_out_write(struct file_out *f, struct text_view v);       /* errors are kept for commit */
bool file_out_commit(struct file_out **f, struct error *e) SOAN_MUST_USE;
void file_out_discard(struct file_out **f);

/* ---- confinement --------------------------------------------------------- */

/* A process that serves somebody who was let in for the reports of one directory and nothing else. Said once, never taken
 * back; whatever opens a file by a name, runs a program, or believes who it speaks for asks here. */

/* Forgets every variable that could change what is run or read (LD_*, PATH, HOME, EDITOR, TERMINFO, LOCPATH, SOAN_* …):
 * only TERM, the language, TZ, NO_COLOR and SSH_ORIGINAL_COMMAND are left, and of these only harmless values. To be called
 * before the first of them is used. */
void confine_environment(void);
/* From here on the working directory is `dir`, files are named in it only, and the process speaks for `member`. Where the
 * kernel can (Landlock), it holds the process to the same. Nothing is changed if it fails (SOAN_NO_INPUT, SOAN_REFUSED). */
bool confine_to(const char *dir, const char *member, struct error *e) SOAN_MUST_USE;
/* Who a confined process speaks for; NULL: the process is not confined. */
const char *confined(void);
/* CONFINE_TEXT: a text to be read; CONFINE_REPORT: a report, there or to be made; CONFINE_OUTPUT: a file to be written. */
enum confine_use { CONFINE_TEXT, CONFINE_REPORT, CONFINE_OUTPUT };
/* True if a file of this name may be used so, and always in a process that is not confined. A confined one reads texts from
 * standard input only; for the rest it takes plain names with a fitting end, no links (SOAN_NOT_PERMITTED). */
bool confine_allows(const char *path, enum confine_use use, struct error *e) SOAN_MUST_USE;

/* ---- shipped data -------------------------------------------------------- */

/* The contents of data/NAME: from the directory given to data_set_dir() if it has
 * the file, else as built into the program. False if there is no such file. Borrowed, lives until exit. */
bool data_find(const char *name, struct text_view *out);
/* The same, always as built in: for what an office may not change. */
bool data_built_in(const char *name, struct text_view *out);
void data_set_dir(const char *dir);                       /* NULL: built-in only */
/* Calls each(name, arg) for every shipped file whose name starts with prefix, sorted. */
void data_each(const char *prefix, void (*each)(const char *name, void *arg), void *arg);

/* ---- hashes ---- */

#define SHA256_BYTES 32
/* Bytes as they come. */
struct sha256 {
    uint32_t state[8];
    uint64_t bytes;
    unsigned char rest[64];   /* of a block begun */
};
void sha256_begin(struct sha256 *s);
void sha256_add(struct sha256 *s, struct text_view v);
void sha256_end(struct sha256 *s, unsigned char out[SHA256_BYTES]); /* s is used up */
void sha256_end_hex(struct sha256 *s, struct text *out);            /* appends 64 lower-case digits */
void sha256(struct text_view v, unsigned char out[SHA256_BYTES]); /* FIPS 180-4 */
void sha256_hex(struct text_view v, struct text *out);

#endif
