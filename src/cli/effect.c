/* What a change of figures touches, told before or after it. */
#include "cli/cli.h"

static const char *shown(const struct text *value)
{
    return value->len ? value->bytes : "…";
}

static void print_figure(const struct soan_effect_figure *f)
{
    out_printf("%s: %s -> %s", text_str(&f->key), shown(&f->before), shown(&f->after));
    out_printf(soan_ngettext(" (%lld place)", " (%lld places)", (unsigned long)f->places), (long long)f->places);
    if (f->dropped.len)
        out_printf(_("; “%s” is left out: it stands before each place already"), text_str(&f->dropped));
    if (f->computed)
        out_printf("; %s", _("computed"));
    if (f->confirmed)
        out_printf("; %s", _("was confirmed"));
    if (f->is_met != f->was_met)
        out_printf("; %s: %s -> %s", _("target"), f->was_met ? _(soan_met_name(f->was_met)) : "…",
                   f->is_met ? _(soan_met_name(f->is_met)) : "…");
    if (f->reason.len)
        out_printf("; %s: %s", _("blank"), text_str(&f->reason));
    out_str("\n");
}

static void print_text(struct soan_report *r, const struct soan_effect *x, bool sentences)
{
    for (size_t i = 0; i < x->figures; i++)
        print_figure(&x->figure[i]);
    for (size_t i = 0; sentences && i < x->places; i++) {
        struct text path = {0};
        cli_path(r, x->place[i].section, &path);
        out_printf("%s\n  - %s\n  + %s\n", text_str(&path), text_str(&x->place[i].before),
                   text_str(&x->place[i].after));
        text_free(&path);
    }
}

static void list_sentences(struct list *l, struct soan_report *r, const struct soan_effect *x)
{
    for (size_t i = 0; i < x->places; i++) {
        struct text path = {0};
        cli_path(r, x->place[i].section, &path);
        list_text(l, TEXT_LIT("sentence"));
        list_text_or_null(l, TEXT_LIT(""));
        list_text(l, text_view(&path));
        list_text(l, text_view(&x->place[i].before));
        list_text(l, text_view(&x->place[i].after));
        list_text_or_null(l, TEXT_LIT(""));
        list_text_or_null(l, TEXT_LIT(""));
        text_free(&path);
    }
}

void cli_effect(struct soan_report *r, const struct soan_effect *x, enum list_format format, bool sentences)
{
    static const char *const fields[] = {"what", "key", "section", "before", "after", "reached", "reason"};
    struct list l;
    if (format == LIST_TEXT) {
        print_text(r, x, sentences);
        return;
    }
    list_begin(&l, format, fields, SOAN_ARRAY_LEN(fields));
    for (size_t i = 0; i < x->figures; i++) {
        const struct soan_effect_figure *f = &x->figure[i];
        list_text(&l, f->computed ? TEXT_LIT("computed") : TEXT_LIT("figure"));
        list_text(&l, text_view(&f->key));
        list_text_or_null(&l, TEXT_LIT(""));
        list_text_or_null(&l, text_view(&f->before));
        list_text_or_null(&l, text_view(&f->after));
        list_text_or_null(&l, text_view_of(soan_met_name(f->is_met)));
        list_text_or_null(&l, text_view(&f->reason));
    }
    if (sentences)
        list_sentences(&l, r, x);
    list_end(&l);
}
