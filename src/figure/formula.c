/*
 * Formulas over keys, kept in reverse Polish order: parsed by the shunting-yard method and evaluated on one
 * stack, so that neither length nor depth of nesting costs recursion.
 */
#include <stdlib.h>
#include <string.h>

#include "figure/private.h"

enum op { OP_NUMBER, OP_KEY, OP_NEGATE, OP_ADD, OP_SUB, OP_MUL, OP_DIV, OP_OPEN };

struct step {
    enum op op;
    struct soan_number *number;
    struct text key;
    enum soan_operand_of of;
};

struct soan_formula {
    struct step *step;
    size_t n, cap;
};

struct parser {
    struct text_view src;
    size_t pos;
    struct soan_formula *out;
    enum op *pending;
    size_t n, cap;
    struct error *e;
};

void soan_formula_free(struct soan_formula **fp)
{
    struct soan_formula *f = *fp;
    if (!f)
        return;
    for (size_t i = 0; i < f->n; i++) {
        soan_number_free(&f->step[i].number);
        text_free(&f->step[i].key);
    }
    free(f->step);
    free(f);
    *fp = NULL;
}

static struct step *emit(struct soan_formula *f, enum op op)
{
    mem_grow((void **)&f->step, &f->cap, f->n + 1, sizeof *f->step);
    struct step *s = &f->step[f->n++];
    *s = (struct step){.op = op};
    return s;
}

static int rank(enum op op)
{
    switch (op) {
    case OP_ADD: case OP_SUB: return 1;
    case OP_MUL: case OP_DIV: return 2;
    case OP_NEGATE: return 3;
    case OP_NUMBER: case OP_KEY: case OP_OPEN: break;
    }
    return 0;
}

static void push(struct parser *p, enum op op)
{
    mem_grow((void **)&p->pending, &p->cap, p->n + 1, sizeof *p->pending);
    p->pending[p->n++] = op;
}

/* Operators of the same rank bind from the left. */
static void push_operator(struct parser *p, enum op op)
{
    while (p->n > 0 && rank(p->pending[p->n - 1]) >= rank(op))
        emit(p->out, p->pending[--p->n]);
    push(p, op);
}

static bool letter(char c)
{
    return (c >= 'a' && c <= 'z') || c == '_';
}

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

static char peek(const struct parser *p)
{
    return p->pos < p->src.len ? p->src.bytes[p->pos] : '\0';
}

static bool parse_key(struct parser *p)
{
    size_t from = p->pos;
    while (letter(peek(p)) || digit(peek(p)))
        p->pos++;
    struct text_view key = text_view_part(p->src, from, p->pos);
    enum soan_operand_of of = SOAN_OPERAND_VALUE;
    if (peek(p) == '.') {
        size_t field = ++p->pos;
        while (letter(peek(p)))
            p->pos++;
        struct text_view name = text_view_part(p->src, field, p->pos);
        if (text_view_equal(name, TEXT_LIT("target")))
            of = SOAN_OPERAND_TARGET;
        else if (text_view_equal(name, TEXT_LIT("previous")))
            of = SOAN_OPERAND_PREVIOUS;
        else
            return error_set(p->e, SOAN_REFUSED, _("formula: “.%.*s” after %.*s is unknown; write .target or .previous"),
                             (int)name.len, name.bytes, (int)key.len, key.bytes);
    }
    struct step *s = emit(p->out, OP_KEY);
    s->key = text_copy(key);
    s->of = of;
    return true;
}

static bool parse_number(struct parser *p)
{
    size_t from = p->pos;
    while (digit(peek(p)) || peek(p) == '.' || peek(p) == ',')
        p->pos++;
    struct soan_number *number = NULL;
    if (!soan_number_parse(text_view_part(p->src, from, p->pos), &number, p->e))
        return false;
    emit(p->out, OP_NUMBER)->number = number;
    return true;
}

static bool refuse_here(struct parser *p, const char *wanted)
{
    if (p->pos >= p->src.len)
        return error_set(p->e, SOAN_REFUSED, _("formula: ends where %s is expected"), wanted);
    size_t next = text_grapheme_next(p->src, p->pos);
    return error_set(p->e, SOAN_REFUSED, _("formula: “%.*s” at place %zu, where %s is expected"),
                     (int)(next - p->pos), p->src.bytes + p->pos, p->pos + 1, wanted);
}

static bool close_bracket(struct parser *p)
{
    while (p->n > 0 && p->pending[p->n - 1] != OP_OPEN)
        emit(p->out, p->pending[--p->n]);
    if (p->n == 0)
        return error_set(p->e, SOAN_REFUSED, _("formula: a closing bracket at place %zu has no opening one"), p->pos + 1);
    p->n--;
    return true;
}

/* One step; *operand says whether a value is expected next. */
static bool parse_step(struct parser *p, bool *operand)
{
    char c = peek(p);
    if (*operand) {
        if (letter(c) && c != '_') {
            *operand = false;
            return parse_key(p);
        }
        if (digit(c)) {
            *operand = false;
            return parse_number(p);
        }
        if (c != '(' && c != '-')
            return refuse_here(p, _("a key, a number or a bracket"));
        /* Neither takes what stands before it: nothing is popped. */
        push(p, c == '(' ? OP_OPEN : OP_NEGATE);
        p->pos++;
        return true;
    }
    static const struct { char c; enum op op; } binary[] = {
        {'+', OP_ADD}, {'-', OP_SUB}, {'*', OP_MUL}, {'/', OP_DIV},
    };
    for (size_t i = 0; i < SOAN_ARRAY_LEN(binary); i++) {
        if (c == binary[i].c) {
            push_operator(p, binary[i].op);
            p->pos++;
            *operand = true;
            return true;
        }
    }
    if (c != ')')
        return refuse_here(p, _("+ - * / or a closing bracket"));
    bool ok = close_bracket(p);
    p->pos++;
    return ok;
}

bool soan_formula_parse(struct text_view source, struct soan_formula **out, struct error *e)
{
    struct parser p = {.src = source, .out = mem_alloc(sizeof *p.out), .e = e};
    bool operand = true, ok = true;
    for (;;) {
        while (peek(&p) == ' ')
            p.pos++;
        if (p.pos >= source.len || !ok)
            break;
        ok = parse_step(&p, &operand);
    }
    if (ok && operand)
        ok = refuse_here(&p, _("a key, a number or a bracket"));
    while (ok && p.n > 0) {
        enum op op = p.pending[--p.n];
        if (op == OP_OPEN)
            ok = error_set(e, SOAN_REFUSED, _("formula: an opening bracket is never closed; add “)”"));
        else
            emit(p.out, op);
    }
    free(p.pending);
    if (ok)
        *out = p.out;
    else
        soan_formula_free(&p.out);
    return ok;
}

void soan_formula_keys(const struct soan_formula *f, soan_key_fn *each, void *arg)
{
    for (size_t i = 0; i < f->n; i++)
        if (f->step[i].op == OP_KEY)
            each(text_view(&f->step[i].key), f->step[i].of, arg);
}

/* ---- evaluation ------------------------------------------------------------ */

struct cell {
    struct soan_number *number;
    struct text unit;
};

static void cell_free(struct cell *c)
{
    soan_number_free(&c->number);
    text_free(&c->unit);
}

static bool unitless(const struct cell *c)
{
    return c->unit.len == 0;
}

/* The longest beginning of both that is a unit by itself: `cuộc` of cuộc kiểm tra and cuộc giám sát. Left in a. */
static bool common_unit(struct text *a, const struct text *b)
{
    struct text_view v = text_view(a);
    struct text ignored = {0};
    bool found = false;
    while (v.len && !found) {
        found = figure_unit_named(v, text_view(a)) && figure_unit_named(v, text_view(b)) && soan_unit_canonical(v, &ignored);
        while (!found && v.len && v.bytes[v.len - 1] != ' ')
            v.len--;
        v.len -= !found && v.len;
    }
    text_free(&ignored);
    if (found)
        text_replace(a, v.len, a->len - v.len, TEXT_LIT(""));
    return found;
}

/* Unit of a (op) b, left in a->unit. Adding asks for equal units; a product keeps the one that has any;
 * equal units divide away; others make `a/b`. Percent behaves as a plain number when multiplied. */
static bool join_units(enum op op, struct cell *a, struct cell *b, struct error *e)
{
    bool same = text_view_equal(text_view(&a->unit), text_view(&b->unit));
    switch (op) {
    case OP_ADD: case OP_SUB:
        if (!same && !common_unit(&a->unit, &b->unit))
            return error_set(e, SOAN_REFUSED, _("formula: “%s” and “%s” cannot be added; bring them to one unit first"),
                             unitless(a) ? _("a plain number") : text_str(&a->unit),
                             unitless(b) ? _("a plain number") : text_str(&b->unit));
        return true;
    case OP_MUL:
        if (!unitless(a) && !unitless(b))
            return error_set(e, SOAN_REFUSED, _("formula: “%s” times “%s” has no meaning here; one side must be a plain number"),
                             text_str(&a->unit), text_str(&b->unit));
        if (unitless(a)) {
            text_free(&a->unit);
            a->unit = text_take(&b->unit);
        }
        return true;
    case OP_DIV:
        if (same) {
            text_free(&a->unit);
        } else if (!unitless(b)) {
            text_append_char(&a->unit, '/');
            text_append(&a->unit, text_view(&b->unit));
        }
        return true;
    case OP_NUMBER: case OP_KEY: case OP_NEGATE: case OP_OPEN:
        break;
    }
    return true;
}

static bool apply(enum op op, struct cell *a, struct cell *b, struct error *e)
{
    static const enum soan_arith arith[] = {
        [OP_ADD] = SOAN_ADD, [OP_SUB] = SOAN_SUB, [OP_MUL] = SOAN_MUL, [OP_DIV] = SOAN_DIV,
    };
    struct soan_number *result = NULL;
    if (!join_units(op, a, b, e) || !soan_number_calc(arith[op], a->number, b->number, &result, e))
        return false;
    soan_number_free(&a->number);
    a->number = result;
    return true;
}

static bool negate(struct cell *c, struct error *e)
{
    struct soan_number *zero = soan_number_from_int(0), *result = NULL;
    bool ok = soan_number_calc(SOAN_SUB, zero, c->number, &result, e);
    soan_number_free(&zero);
    if (ok) {
        soan_number_free(&c->number);
        c->number = result;
    }
    return ok;
}

static bool load(const struct step *s, soan_operand_fn *operand, void *arg, struct cell *c, struct error *e)
{
    *c = (struct cell){0};
    if (s->op == OP_NUMBER) {
        c->number = soan_number_copy(s->number);
        return true;
    }
    return operand(text_view(&s->key), s->of, &c->number, &c->unit, arg, e);
}

bool soan_formula_eval(const struct soan_formula *f, soan_operand_fn *operand, void *arg, struct soan_number **out,
                       struct text *unit, struct error *e)
{
    struct cell *stack = mem_array(f->n, sizeof *stack);
    size_t n = 0;
    bool ok = true;
    for (size_t i = 0; ok && i < f->n; i++) {
        const struct step *s = &f->step[i];
        if (s->op == OP_NUMBER || s->op == OP_KEY) {
            ok = load(s, operand, arg, &stack[n], e);
            n++;
        } else if (s->op == OP_NEGATE) {
            ok = negate(&stack[n - 1], e);
        } else {
            ok = apply(s->op, &stack[n - 2], &stack[n - 1], e);
            cell_free(&stack[--n]);
        }
    }
    if (ok) {
        *out = stack[0].number;
        stack[0].number = NULL;
        text_append(unit, text_view(&stack[0].unit));
    }
    while (n > 0)
        cell_free(&stack[--n]);
    free(stack);
    return ok;
}
