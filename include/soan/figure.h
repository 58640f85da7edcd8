/*
 * figure: values said once. Exact decimal numbers (GMP rationals inside), units from data/units,
 * ratios, ordinals, and how they are written in Vietnamese.
 */
#ifndef SOAN_FIGURE_H
#define SOAN_FIGURE_H

#include "soan/viet.h"

enum soan_kind {
    SOAN_KIND_NUMBER,         /* 1.234,5 with a unit */
    SOAN_KIND_RATIO,          /* 21/25 */
    SOAN_KIND_ORDINAL,        /* XIV, thứ 14, 5 */
    SOAN_KIND_NAME,           /* words: the ward, a person */
    SOAN_KIND_DOCNUM,         /* 21-KL/TW */
    SOAN_KIND_DATE,
    SOAN_KIND_TEXT,
    SOAN_KIND_COUNT_,
};
/* "number", "ratio", "ordinal", "name", "document", "date", "text": as stored and as in JSON. */
const char *soan_kind_name(enum soan_kind kind);
bool soan_kind_by_name(struct text_view name, enum soan_kind *out);

/* ---- exact numbers -------------------------------------------------------- */

struct soan_number;           /* an exact rational, and how many decimals and leading zeros were written */

/* Reads the whole of v as a number in Vietnamese writing: `1.234,5`, `7,5`, `08`, `-3`, `12 345` is refused. '.' groups
 * by three, ',' starts decimals. Refused with a reason that names the mend: `1,234.5`, `1.23`, `abc`, full-width or
 * Arabic digits, `1e9`, `--5`, more than 60 digits. `1.234` is 1234; `1,234` is 1.234 (a decimal comma). */
bool soan_number_parse(struct text_view v, struct soan_number **out, struct error *e) SOAN_MUST_USE;
void soan_number_free(struct soan_number **n);
struct soan_number *soan_number_copy(const struct soan_number *n);
struct soan_number *soan_number_from_int(long v);
int soan_number_compare(const struct soan_number *a, const struct soan_number *b);
int soan_number_sign(const struct soan_number *n);
int soan_number_decimals(const struct soan_number *n);
enum soan_arith { SOAN_ADD, SOAN_SUB, SOAN_MUL, SOAN_DIV };
/* Exact; division by zero is an error, so is a result of more than some 20,000 digits. Written with as many decimals as
 * the operands have (+ -) or as it needs, at most 6 (* /). */
bool soan_number_calc(enum soan_arith op, const struct soan_number *a, const struct soan_number *b,
                      struct soan_number **out, struct error *e) SOAN_MUST_USE;
/* Appends with `decimals` places, half away from zero; decimals < 0: as it was written, with zero padding (`08`) as
 * written. A plus sign that was written stays. */
void soan_number_format(const struct soan_number *n, int decimals, struct text *out);
/* Appends canonical ASCII for machines, exact: -1234.5, or -1/3 where no decimals end. */
void soan_number_canonical(const struct soan_number *n, struct text *out);

/* ---- units ---------------------------------------------------------------- */

/* Length in bytes of the longest unit of data/units at the start of v (after no blank), 0 if none. With what stands
 * behind slashes (`triệu đồng/người/năm`). Followed by no letter or digit. Words that only begin like one (`lần thứ`)
 * are 0. */
size_t soan_unit_match(struct text_view v);
/* Appends the unit in its own spelling (`m2` -> `m²`, `ngàn đồng` -> `nghìn đồng`); false if v is no unit of
 * data/units as a whole: then v is appended as it is. Two units are the same if this gives the same text. */
bool soan_unit_canonical(struct text_view v, struct text *out);
/* True if a ratio in this unit counts parts of a whole (`8/8 tổ dân phố`, `21/25 chỉ tiêu`), so that m/n has m <= n. */
bool soan_unit_counts_parts(struct text_view unit);
/* True if it counts things or people, so that a number of them is whole and not below zero: `cuộc`, `người`, but not
 * `nghìn người` or `người/hộ`. */
bool soan_unit_is_count(struct text_view unit);

/* ---- values --------------------------------------------------------------- */

/* Checks what a person typed for a figure and appends the value as it will be stored and shown:
 * numbers `1234,5` -> `1.234,5`, ratios `21/25` (a zero below is refused; m > n is refused when
 * the unit counts parts), a unit typed behind the number is accepted if it is the figure's own and
 * dropped. Names and texts: one clean line of 1 to 500 characters. The error (SOAN_REFUSED) names the value, the reason
 * and what would be accepted. */
bool soan_value_parse(enum soan_kind kind, struct text_view unit, struct text_view typed,
                      struct text *out, struct error *e) SOAN_MUST_USE;

/* n in another unit of its kind (data/conversions, exact), or in one that is the same but for further words (`cuộc`,
 * `cuộc kiểm tra`); false if they do not convert. */
bool soan_unit_convert(const struct soan_number *n, struct text_view from, struct text_view to,
                       struct soan_number **out) SOAN_MUST_USE;
/* For `5 tỷ` typed where the unit is triệu đồng: appends `5.000`. False if nothing is to be converted. */
bool soan_value_convert(struct text_view unit, struct text_view typed, struct text *out);

/* ---- targets --------------------------------------------------------------- */

enum soan_direction {
    SOAN_TARGET_NONE,         /* `95`: only to compute and compare with */
    SOAN_TARGET_LEAST,        /* `>= 95`, `≥ 95` */
    SOAN_TARGET_MOST,         /* `<= 2`: less is better */
    SOAN_TARGET_EXACT,        /* `= 100` */
    SOAN_TARGET_RANGE,        /* `8 - 10` */
};
struct soan_target {
    enum soan_direction direction;
    struct soan_number *low, *high; /* high: of a range only */
};
/* The unit may stand behind a number, as in soan_value_parse(). *out is overwritten. */
bool soan_target_parse(struct text_view unit, struct text_view typed, struct soan_target *out, struct error *e) SOAN_MUST_USE;
void soan_target_free(struct soan_target *t);
/* Appends it as it is stored: `>= 95`, `8 - 10`. */
void soan_target_format(const struct soan_target *t, struct text *out);

enum soan_met { SOAN_MET_UNKNOWN, SOAN_MET_SHORT, SOAN_MET_REACHED, SOAN_MET_EXCEEDED };
/* EXCEEDED: beyond a minimum, below a maximum, above a range. UNKNOWN: a target without direction. */
enum soan_met soan_target_met(const struct soan_target *t, const struct soan_number *value);
/* The same for texts as stored; UNKNOWN too if one is empty or no number. */
enum soan_met soan_met(struct text_view target, struct text_view value);
const char *soan_met_name(enum soan_met met);             /* N_(): "" "not reached" "reached" "exceeded" */

/* Of a value as soan_value_parse() gives it: false for what no typed value can mean: a minus or decimals where the unit
 * is a count, a percentage below -100, several zeros in front. SOAN_REFUSED with the reason. */
bool soan_value_plausible(enum soan_kind kind, struct text_view unit, struct text_view value,
                          struct error *e) SOAN_MUST_USE;

/* ---- sheets ---------------------------------------------------------------- */

/* Tables as text (RFC 4180, UTF-8 with or without BOM). */
struct soan_csv {
    struct text_view in;
    size_t pos, line;
    char separator;           /* `;`, `,` or tab, detected from the first line */
};
struct soan_csv_row {
    struct text *cell;        /* owned; the first n count */
    size_t n, cap;
    size_t line;              /* where it starts, from 1 */
};
/* The bytes are borrowed. Refuses what is not UTF-8 (SOAN_BAD_DATA). */
bool soan_csv_begin(struct soan_csv *c, struct text_view bytes, struct error *e) SOAN_MUST_USE;
/* The next row that is not empty, into a row used before or {0}; *more false at the end. Newlines inside a cell become
 * blanks. Refused with the line (SOAN_BAD_DATA): quotation marks that do not fit, control characters. */
bool soan_csv_next(struct soan_csv *c, struct soan_csv_row *row, bool *more, struct error *e) SOAN_MUST_USE;
void soan_csv_row_free(struct soan_csv_row *row);
/* Appends a cell, in quotation marks where it needs them; nothing that a spreadsheet would compute. */
void soan_csv_cell(struct text_view v, char separator, struct text *out);

/* Evidence of the decimal mark in a column of numbers. */
struct soan_marks { size_t line[5]; struct text example[5]; };
void soan_marks_look(struct soan_marks *m, struct text_view cell, size_t line);
/* Refused if cells contradict each other (`1.234` beside `1,234`), or all could be read in two ways. */
bool soan_marks_decide(const struct soan_marks *m, char separator, bool *decimal_dot, struct error *e) SOAN_MUST_USE;
/* Appends a number written with a decimal dot as Vietnamese writes it. */
void soan_marks_turn(struct text_view cell, struct text *out);
void soan_marks_free(struct soan_marks *m);

/* ---- formulas -------------------------------------------------------------- */

/* `kiem_tra + giam_sat`, `thu / thu.target * 100`: keys, decimal numbers, + - * / and brackets. Exact. */
struct soan_formula;
enum soan_operand_of { SOAN_OPERAND_VALUE, SOAN_OPERAND_TARGET, SOAN_OPERAND_PREVIOUS };

/* Refused with the place and what was expected. Any length, any depth. */
bool soan_formula_parse(struct text_view source, struct soan_formula **out, struct error *e) SOAN_MUST_USE;
void soan_formula_free(struct soan_formula **f);
/* Every key it names, in order, repeats included. */
typedef void soan_key_fn(struct text_view key, enum soan_operand_of of, void *arg);
void soan_formula_keys(const struct soan_formula *f, soan_key_fn *each, void *arg);
/* Hands out one operand, owned by the caller, with its unit (appended to an empty text). False: missing, unknown or no
 * number, with the reason. */
typedef bool soan_operand_fn(struct text_view key, enum soan_operand_of of, struct soan_number **out,
                             struct text *unit, void *arg, struct error *e);
/* The value and its unit ("" for a plain number). False with the reason: an operand missing, division by zero, units
 * that do not go together. */
bool soan_formula_eval(const struct soan_formula *f, soan_operand_fn *operand, void *arg, struct soan_number **out,
                       struct text *unit, struct error *e) SOAN_MUST_USE;

/* ---- claims: what the prose says about its numbers --------------------------- */

/* A figure as it stands in a paragraph in shown form. Views are borrowed. */
struct soan_claim_figure {
    size_t from, to;
    struct text_view key, unit, target; /* target: as for soan_target_parse(), or empty */
    enum soan_kind kind;
    bool open;                /* shows its blank */
};

enum soan_quantity_form { SOAN_QUANTITY_NUMBER, SOAN_QUANTITY_RATIO, SOAN_QUANTITY_RANGE };
enum soan_approx { SOAN_APPROX_NONE, SOAN_APPROX_ABOUT, SOAN_APPROX_LEAST, SOAN_APPROX_MOST };
/* A number with its unit: `12 cuộc`, `21/25 chỉ tiêu`, `7,5% - 8,0%`. Dates, years, numbers of documents and of things
 * (Tổ dân phố 4) are none. */
struct soan_quantity {
    enum soan_quantity_form form;
    enum soan_approx approx;
    size_t from, number_to, to; /* to: behind the unit */
    size_t figure;            /* index of the figure, or SIZE_MAX for digits in the text */
    bool open;                /* no value yet: low and high are NULL */
    struct soan_number *low, *high; /* a number in low; m and n of a ratio; both ends of a range */
    struct text unit;         /* in its own spelling; empty: none known */
};

enum soan_relation {
    SOAN_CLAIM_PERCENT,       /* đạt, bằng, chiếm P% so với B */
    SOAN_CLAIM_EXCEED,        /* vượt P%, vượt X so với B; đạt P% và vượt Q% */
    SOAN_CLAIM_CHANGE,        /* tăng, giảm P% or X so với B; từ B lên A */
    SOAN_CLAIM_POINTS,        /* tăng, giảm X điểm phần trăm */
    SOAN_CLAIM_TIMES,         /* gấp k lần; tăng k lần is doubtful */
    SOAN_CLAIM_AVERAGE,       /* bình quân P%/năm */
    SOAN_CLAIM_RATIO,         /* m/n has m <= n; m/n (P%) */
    SOAN_CLAIM_SUM,           /* T gồm a, b và c */
    SOAN_CLAIM_PARTS,         /* T, trong đó a, b */
    SOAN_CLAIM_TARGET,        /* đạt, vượt, chưa đạt chỉ tiêu */
    SOAN_CLAIM_REST,          /* P%, còn lại Q% */
    SOAN_CLAIM_HUNDRED,       /* tỷ lệ hộ … 120% */
    SOAN_CLAIM_COUNT_,
};
const char *soan_relation_name(enum soan_relation r);     /* "percent" "exceed" … */
enum soan_verdict {
    SOAN_VERDICT_HOLDS,
    SOAN_VERDICT_FAILS,
    SOAN_VERDICT_WAITS,       /* a value or a target is missing */
    SOAN_VERDICT_DOUBTFUL,    /* can be read in two ways */
};
const char *soan_verdict_name(enum soan_verdict v);       /* "holds" "fails" "waits" "doubtful" */
struct soan_claim {
    enum soan_relation relation;
    enum soan_verdict verdict;
    size_t from, to;          /* the words concerned */
    size_t operand[8], operands; /* indexes of quantities, the one that is judged first; longer lists are cut here only */
    struct text said, due, how; /* both sides as numbers: `20`, `19`, `12 + 7`; empty where nothing was computed */
};

/* What a clause says of an indicator, to be compared with what other sections say of it. */
enum soan_predicate { SOAN_SAYS_VALUE, SOAN_SAYS_PERCENT, SOAN_SAYS_REACHED, SOAN_SAYS_EXCEEDED, SOAN_SAYS_MISSED };
struct soan_statement {
    enum soan_predicate predicate;
    size_t from, to;
    struct text entity;       /* its words, folded, without the auxiliary ones */
    size_t quantity;          /* VALUE, PERCENT (of the target): which; else SIZE_MAX */
};

/* `năm 2023` in a sentence with numbers that speaks of nothing before or after: when it was, or (planned) until when it is
 * to be. Years of one part of a sentence share `part`. */
struct soan_year {
    size_t from, to, part;
    unsigned year;
    bool planned;
};

struct soan_claims {
    struct soan_quantity *quantity;
    size_t quantities, quantity_cap;
    struct soan_claim *claim;
    size_t n, cap;
    struct soan_statement *statement;
    size_t statements, statement_cap;
    struct soan_year *year;
    size_t years, year_cap;
};
/* Reads one paragraph. A number with d decimals agrees with a computed one if they differ by at most half a unit of the
 * last decimal; where trên, gần, khoảng … stands before it only the direction counts. Words: data/claims. Reuses out. */
void soan_claims_read(struct text_view paragraph, const struct soan_claim_figure *figure, size_t figures,
                      struct soan_claims *out);
void soan_claims_free(struct soan_claims *c);
/* What a heading is about: results; or plans, not results: `Mục tiêu, nhiệm vụ và giải pháp`. */
enum soan_heading { SOAN_HEADING_OTHER, SOAN_HEADING_RESULTS, SOAN_HEADING_PLANS };
/* first, last: the years of the term it names, 0 if it names none. */
enum soan_heading soan_claims_heading(struct text_view title, unsigned *first, unsigned *last);

#endif
