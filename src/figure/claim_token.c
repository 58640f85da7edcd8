/* A paragraph as words, numbers and the marks that part clauses. */
#include <stdlib.h>
#include <string.h>

#include "figure/claim.h"

struct token *token_add(struct reading *r, enum token_kind kind, size_t word_from, size_t word_to)
{
    mem_grow((void **)&r->token, &r->cap, r->n + 1, sizeof *r->token);
    struct token *t = &r->token[r->n++];
    *t = (struct token){
        .kind = kind,
        .word_from = word_from,
        .word_to = word_to,
        .from = r->map[word_from],
        .to = r->map[word_to],
        .quantity = NONE,
    };
    return t;
}

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Letters of the folded text: ASCII small ones and everything that begins a letter of Vietnamese. */
static bool letter(struct text_view v, size_t pos)
{
    unsigned char c = (unsigned char)v.bytes[pos];
    return (c >= 'a' && c <= 'z') || (c >= 0xC3 && c <= 0xC6) || c == 0xE1 || (c & 0xC0) == 0x80;
}

static enum token_kind mark_kind(struct text_view v, size_t pos)
{
    bool ends = pos + 1 >= v.len || strchr(" \n\"", v.bytes[pos + 1]) || (unsigned char)v.bytes[pos + 1] >= 0x80;
    switch (v.bytes[pos]) {
    case ',': return T_COMMA;
    case ';': return T_SEMICOLON;
    case ':': return T_COLON;
    case '(': case '[': return T_OPEN;
    case ')': case ']': return T_CLOSE;
    case '!': case '?': case '\n': return T_STOP;
    case '.': return ends ? T_STOP : T_OTHER;
    default: return T_OTHER;
    }
}

static size_t step(struct text_view v, size_t pos)
{
    size_t next;
    text_decode(v, pos, &next);
    return next;
}

static size_t read_word(struct reading *r, size_t at)
{
    struct text_view v = text_view(&r->folded);
    size_t end = at;
    while (end < v.len && (letter(v, end) || digit(v.bytes[end])))
        end++;
    token_add(r, T_WORD, at, end);
    return end;
}

/* The figure whose first byte stands at `at` of the folded text; advances past figures that lie before. */
static size_t figure_at(struct reading *r, size_t at)
{
    size_t here = r->map[at];
    while (r->next_figure < r->figures && r->figure[r->next_figure].from < here)
        r->next_figure++;
    return r->next_figure < r->figures && r->figure[r->next_figure].from == here ? r->next_figure : NONE;
}

void tokens_read(struct reading *r)
{
    struct text_view v = text_view(&r->folded);
    for (size_t at = 0; at < v.len;) {
        size_t figure = figure_at(r, at), space = figure_space(text_view_part(v, at, v.len));
        if (figure != NONE && r->figure[figure].to > r->figure[figure].from) {
            size_t end = at;
            while (end < v.len && r->map[end] < r->figure[figure].to)
                end++;
            token_add(r, T_OTHER, at, end);
            at = quantity_figure(r, figure);
        } else if (space) {
            at += space;
        } else if (digit(v.bytes[at])) {
            at = quantity_read(r, at);
        } else if (letter(v, at)) {
            at = read_word(r, at);
        } else {
            size_t next = step(v, at);
            token_add(r, mark_kind(v, at), at, next);
            at = next;
        }
    }
}
