/*
 * cli: the command line. A command parses its arguments, calls the floors below and prints.
 */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include <stdio.h>

#include "soan/report.h"

/* One call of the program. */
struct invocation {
    const struct command *command;
    int argc;
    char **argv;              /* argv[0] is the command's name */
    const char *as;           /* --as NAME, or NULL */
    bool answered;            /* --help has said all there is to say */
    bool findings;            /* the command did its work and found faults: exit status 1 */
};

struct command {
    const char *name;
    const char *usage;        /* arguments behind the name, English words as in the manual */
    const char *help;         /* N_() one line */
    bool (*run)(struct invocation *in, struct error *e);
};

/* In the order of `soan --help`, up to an entry without a name. */
extern const struct command commands[];
const struct command *command_find(const char *name);

/* How a listing is written. */
enum list_format { LIST_TEXT, LIST_JSON, LIST_TSV };

/* ---- arguments ------------------------------------------------------------ */

/* An option of one command; exactly one of the three targets is set. */
struct option_spec {
    const char *name;
    char letter;              /* 0: none */
    bool *on;
    const char **text;
    int *number;              /* a decimal integer of at least 0 */
    const char *value;        /* what stands for its value in the help */
    const char *help;         /* N_() */
};

/* Parses the command line against n options; what is no option is left in argv[0..argc). False with the
 * error set, or with in->answered if --help was given: `return in->answered` then. */
bool cli_parse(struct invocation *in, const struct option_spec *spec, size_t n, int least, int most,
               struct error *e) SOAN_MUST_USE;
/* As above for a command without options of its own. */
bool cli_parse_plain(struct invocation *in, int least, int most, struct error *e) SOAN_MUST_USE;

bool cli_open(const struct invocation *in, const char *path, struct soan_report **r, struct error *e) SOAN_MUST_USE;
/* The member this call speaks for: by default the account that runs the program, whatever the environment says; --as is only for the account that owns `path` (SOAN_NOT_PERMITTED). NULL: a file
 * still to be made. */
bool cli_member(const struct invocation *in, const char *path, struct text *name, struct error *e) SOAN_MUST_USE;
/* "#12" or "12". */
bool cli_id(const char *arg, int64_t *id, struct error *e) SOAN_MUST_USE;
/* Reads standard input or a file as text that may be stored: UTF-8 (else SOAN_BAD_DATA with line and
 * column), cleaned. */
bool cli_read_text(const char *path, struct text *out, struct error *e) SOAN_MUST_USE;
/* Appends a title or text in source form as a reader sees it. `values` may be NULL. */
void cli_shown(struct text_view source, struct soan_values *values, struct text *out);
/* Path of a section, or "#ID" if it has none. */
void cli_path(struct soan_report *r, int64_t id, struct text *out);

/* True if the change may be made: nobody has vouched for what it touches, or `yes`, or the person at the terminal agrees. Without
 * a terminal it is refused (SOAN_REFUSED) only if approvals end by it. */
bool cli_effect_agreed(struct soan_report *r, const struct soan_effect *effect, bool yes, struct error *e) SOAN_MUST_USE;
/* The same for changes that are still to be tried. */
bool cli_change_agreed(struct soan_report *r, const struct soan_figure_change *change, size_t n, bool yes, struct error *e)
    SOAN_MUST_USE;
bool cli_person_there(void);
/* False if nobody is there to be asked. */
bool cli_person_agrees(const char *question);
/* What a change of figures touches: as text (figures and verdicts, then the sentences if `sentences`), or as rows of one
 * JSON array: what key section before after reached reason. */
void cli_effect(struct soan_report *r, const struct soan_effect *effect, enum list_format format, bool sentences);

/* ---- output --------------------------------------------------------------- */

/* Standard output. On a terminal every control but newline and every direction mark is left out. */
void out_text(struct text_view v);
void out_str(const char *s);
void out_printf(const char *fmt, ...) SOAN_PRINTF(1, 2);
/* True if bytes that are no text may go there: neither to a terminal nor to a line that may end in one. */
bool out_takes_bytes(void);
/* False once something could not be written: a long listing may stop. */
bool out_good(void);
/* Flushes. Quiet (empty message) if the reader of a pipe went away. */
bool out_finish(struct error *e) SOAN_MUST_USE;
/* True if standard output shows styles: a terminal that is not dumb, and NO_COLOR (no-color.org) is not set. */
bool out_styles(void);
/* Red and struck out, green and underlined, bold; plain where there are no styles. */
enum out_style { OUT_PLAIN, OUT_DELETED, OUT_INSERTED, OUT_HEADING };
void out_styled(struct text_view v, enum out_style style);
/* Columns of the terminal, 0 if standard output is none. */
int out_columns(void);

/* Both given is a fault of usage. */
bool list_format(bool json, bool tsv, enum list_format *out, struct error *e) SOAN_MUST_USE;

/* Rows of named fields as one JSON array of objects (RFC 8259, all escapes ASCII-safe for controls), or as TSV with
 * a heading line, where \t \n \\ stand for tab, newline and backslash. Fields are given in the order of `field`. */
struct list {
    enum list_format format;
    const char *const *field;
    size_t fields, at, rows;
};
void list_begin(struct list *l, enum list_format format, const char *const *field, size_t fields);
void list_text(struct list *l, struct text_view v);
void list_text_or_null(struct list *l, struct text_view v);   /* empty is null */
void list_number(struct list *l, int64_t n);
/* A value that is JSON already; in TSV as it is. */
void list_raw(struct list *l, struct text_view json);
void list_end(struct list *l);
/* Appends a JSON string with its quotes. */
void json_string(struct text_view v, struct text *out);
/* Appends seconds since the epoch as 2026-11-23T09:10:00Z. */
void time_iso(int64_t at, struct text *out);

#endif
