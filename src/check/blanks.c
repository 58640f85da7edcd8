#include "check/rules.h"

static void check_figure(struct check *c, const struct soan_token *t)
{
    struct text message = {0};
    struct soan_shown shown;
    int n = (int)t->body.len;
    size_t from = soan_projection_to_out(&c->shown, t->from), to = soan_projection_to_out(&c->shown, t->to);
    if (!soan_values_lookup(t->body, &shown, c->values)) {
        text_printf(&message, _("no figure is called \"%.*s\""), n, t->body.bytes);
        check_add(c, "unknown-figure", SOAN_SEVERITY_ERROR, from, to, message.bytes);
    } else if (shown.value.len == 0) {
        text_printf(&message, _("the value is missing: %s"), check_figure_name(c, t->body));
        check_add(c, "blank-value", SOAN_SEVERITY_ERROR, from, to, message.bytes);
    }
    text_free(&message);
}

static void check_figures(struct check *c)
{
    struct soan_token t;
    for (size_t pos = 0; soan_token_next(c->source, pos, &t); pos = t.to)
        if (t.kind == SOAN_TOKEN_FIGURE)
            check_figure(c, &t);
}

/* Open marks that are bound to no figure. */
static void check_open_marks(struct check *c)
{
    struct soan_blanks blanks = {0};
    struct text_view v = text_view(&c->plain);
    for (size_t at = 0; at < v.len;) {
        size_t end = text_view_find(v, TEXT_LIT("\n"), at);
        if (end == SIZE_MAX)
            end = v.len;
        soan_blanks_find(text_view_part(v, at, end), &blanks);
        for (size_t i = 0; i < blanks.n; i++) {
            const struct soan_blank *b = &blanks.item[i];
            if (b->what == SOAN_BLANK_VALUE)
                check_add(c, "blank-value", SOAN_SEVERITY_ERROR, at + b->from, at + b->to,
                          _("a value is missing here"));
            else if (b->what == SOAN_BLANK_GAP)
                check_add(c, "blank-words", SOAN_SEVERITY_ERROR, at + b->from, at + b->to, _("words are missing here"));
        }
        soan_blanks_free(&blanks);
        at = end + 1;
    }
}

void check_blanks(struct check *c)
{
    check_figures(c);
    check_open_marks(c);
}
