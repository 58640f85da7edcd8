/* Marks and blanks: rules 9, 11, 12 and 14 of the lint catalogue (typography as taught in Vietnamese offices: no
 * blank before , . ; : ! ? and a closing bracket or quote). */
#include <string.h>

#include "check/rules.h"

#define ELLIPSIS "\xE2\x80\xA6"
#define EN_DASH "\xE2\x80\x93"
#define CLOSING_QUOTE "\xE2\x80\x9D"

/* The three marks above ASCII all have three bytes. */
static bool starts_at(struct text_view v, size_t pos, const char mark[static 4])
{
    return v.bytes[pos] == mark[0] && pos + 3 <= v.len && memcmp(v.bytes + pos, mark, 3) == 0;
}

static bool digit_at(struct text_view v, size_t pos)
{
    return pos < v.len && v.bytes[pos] >= '0' && v.bytes[pos] <= '9';
}

static size_t run_of_dots(struct text_view v, size_t pos)
{
    size_t n = 0;
    while (pos + n < v.len && v.bytes[pos + n] == '.')
        n++;
    return n;
}

/* Length of the mark of punctuation at pos that takes no blank before it, 0 if it is none. */
static size_t tight_mark(struct text_view v, size_t pos)
{
    if (starts_at(v, pos, CLOSING_QUOTE))
        return strlen(CLOSING_QUOTE);
    if (!v.bytes[pos] || !strchr(",.;:!?)", v.bytes[pos]))
        return 0;
    /* `đạt ...` is an open mark, `.5` a number of other lands. */
    if (v.bytes[pos] == '.' && (run_of_dots(v, pos) > 1 || digit_at(v, pos + 1)))
        return 0;
    return 1;
}

static bool in_table(struct text_view v, size_t pos)
{
    size_t from = pos;
    while (from > 0 && v.bytes[from - 1] != '\n')
        from--;
    return v.bytes[from] == '|';
}

/* U+FFFD stands where a letter could not be read. */
static void check_broken(struct check *c)
{
    struct text_view v = text_view(&c->plain), broken = TEXT_LIT("\xEF\xBF\xBD");
    for (size_t at = 0; (at = text_view_find(v, broken, at)) != SIZE_MAX; at += broken.len)
        check_add(c, "broken-letter", SOAN_SEVERITY_ERROR, at, at + broken.len,
                  _("a letter was broken on its way here; write it again"));
}

static void check_space_before(struct check *c)
{
    struct text_view v = text_view(&c->plain);
    for (size_t i = 1; i + 1 < v.len; i++) {
        if (v.bytes[i] != ' ' || v.bytes[i - 1] == ' ' || v.bytes[i - 1] == '\n')
            continue;
        size_t mark = i;
        while (mark < v.len && v.bytes[mark] == ' ')
            mark++;
        size_t len = mark < v.len ? tight_mark(v, mark) : 0;
        if (len && !in_table(v, i))
            check_add(c, "space-before-punctuation", SOAN_SEVERITY_ERROR, i, mark + len,
                      _("no space goes before this mark"));
    }
}

/* Length of the ellipsis, comma, full stop, … at pos, 0 if it is none. */
static size_t mark_at(struct text_view v, size_t pos)
{
    char c = v.bytes[pos];
    if (c == ',' || c == ';' || c == ':' || c == '.')
        return 1;
    return starts_at(v, pos, ELLIPSIS) ? strlen(ELLIPSIS) : 0;
}

static bool only_dots(struct text_view run)
{
    for (size_t i = 0; i < run.len;) {
        if (run.bytes[i] != '.' && !starts_at(run, i, ELLIPSIS))
            return false;
        i += run.bytes[i] == '.' ? 1 : strlen(ELLIPSIS);
    }
    return true;
}

/* A run of marks that no rule of writing allows. */
static bool odd_run(struct text_view run)
{
    if (run.len < 2 || text_view_equal(run, TEXT_LIT(ELLIPSIS)))
        return false;
    /* Leaders such as `....` and `…...` are open marks; `..` and `….` are slips. */
    if (only_dots(run))
        return text_view_equal(run, TEXT_LIT("..")) || text_view_equal(run, TEXT_LIT(ELLIPSIS "."));
    /* A colon may lead to an open mark: `Số:…` */
    if (run.bytes[0] == ':' && only_dots(text_view_part(run, 1, run.len)) && run.len >= 4)
        return false;
    /* `v.v.,` `TP.;` and the list that goes on before a comma: `điện, nước..., đường` */
    size_t last = run.len - 1;
    if (strchr(",;:", run.bytes[last])) {
        struct text_view head = text_view_part(run, 0, last);
        return !(only_dots(head) && !text_view_equal(head, TEXT_LIT("..")));
    }
    return true;
}

static void check_doubled(struct check *c)
{
    struct text_view v = text_view(&c->plain);
    for (size_t i = 0, n; i < v.len;) {
        size_t from = i;
        while (i < v.len && (n = mark_at(v, i)) > 0)
            i += n;
        if (i == from)
            i++;
        else if (odd_run(text_view_part(v, from, i)))
            check_add(c, "doubled-punctuation", SOAN_SEVERITY_WARNING, from, i, _("marks that do not go together"));
    }
}

void check_count_ellipses(struct text_view v, size_t *dots, size_t *marks)
{
    for (size_t i = 0; i < v.len;) {
        size_t n = run_of_dots(v, i);
        *dots += n == 3;
        *marks += starts_at(v, i, ELLIPSIS);
        i += n ? n : 1;
    }
}

static void check_ellipses(struct check *c)
{
    struct text_view v = text_view(&c->plain);
    if (!c->few_dots && !c->few_marks)
        return;
    for (size_t i = 0; i < v.len;) {
        size_t n = run_of_dots(v, i);
        if (c->few_dots && n == 3)
            check_add(c, "mixed-ellipsis", SOAN_SEVERITY_INFO, i, i + 3, _("elsewhere the report writes “…”"));
        else if (c->few_marks && starts_at(v, i, ELLIPSIS))
            check_add(c, "mixed-ellipsis", SOAN_SEVERITY_INFO, i, i + strlen(ELLIPSIS),
                      _("elsewhere the report writes “...”"));
        i += n ? n : 1;
    }
}

static bool decimal_mark_at(struct text_view v, size_t pos)
{
    return (v.bytes[pos] == ',' || v.bytes[pos] == '.') && pos > 0 && digit_at(v, pos - 1);
}

/* `2025- 2030`, `11 -12%`: a blank on one side only. */
static void check_ranges(struct check *c)
{
    struct text_view v = text_view(&c->plain);
    for (size_t i = 1; i < v.len; i++) {
        size_t dash = v.bytes[i] == '-' ? 1 : starts_at(v, i, EN_DASH) ? strlen(EN_DASH) : 0;
        if (!dash)
            continue;
        bool blank_before = v.bytes[i - 1] == ' ', blank_behind = i + dash < v.len && v.bytes[i + dash] == ' ';
        size_t left = i - (blank_before ? 1 : 0), right = i + dash + (blank_behind ? 1 : 0);
        if (left == 0 || blank_before == blank_behind || !digit_at(v, right))
            continue;
        size_t from = left - (v.bytes[left - 1] == '%' && left > 1 ? 1 : 0);
        if (from == 0 || !digit_at(v, from - 1))
            continue;
        while (from > 0 && (digit_at(v, from - 1) || decimal_mark_at(v, from - 1)))
            from--;
        /* 12 -NQ is caught by the digit behind; `số 5 -2025` is a document number, not a range. */
        size_t to = right;
        while (digit_at(v, to))
            to++;
        check_add(c, "range-spacing", SOAN_SEVERITY_WARNING, from, to,
                  _("spaces on both sides of the dash or on none"));
    }
}

void check_punctuation(struct check *c)
{
    check_broken(c);
    check_space_before(c);
    check_doubled(c);
    check_ellipses(c);
    check_ranges(c);
}
