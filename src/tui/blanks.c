/*
 * The next blank: an open figure, or an open mark that wants a value or words.
 */
#include <stdlib.h>

#include "tui/app.h"

/* Open places of one paragraph into `out`, with `base` added. Titles are one paragraph. */
static void blanks_of(struct app *app, struct text_view paragraph, size_t base, struct spot as, struct spots *out)
{
    struct soan_blanks marks = {0};
    struct soan_token t;
    size_t next = 0;

    soan_blanks_find(paragraph, &marks);
    for (size_t pos = 0; soan_token_next(paragraph, pos, &t); pos = t.to) {
        struct soan_shown shown;
        for (; next < marks.n && marks.item[next].from < t.to; next++) {
            if (marks.item[next].what != SOAN_BLANK_ETC) {
                as.from = base + marks.item[next].from;
                as.to = base + marks.item[next].to;
                spots_add(out, as);
            }
        }
        if (t.kind == SOAN_TOKEN_FIGURE && soan_values_lookup(t.body, &shown, app->values) && !shown.value.len) {
            as.from = base + t.from;
            as.to = base + t.to;
            spots_add(out, as);
        }
    }
    soan_blanks_free(&marks);
}

/* The blank nearest behind (or before) byte `at` of the open section; `at` itself does not count. */
static bool near_in_text(struct app *app, size_t at, bool inclusive, bool back, struct spot *out)
{
    struct text_view text = text_view(&app->doc.ed.text);
    struct spots found = {0};
    bool got = false;
    struct spot as = {.section = app->doc.id};

    for (size_t from = 0; from <= text.len && !(got && !back);) {
        size_t to = text_view_find(text, TEXT_LIT("\n"), from);
        to = to == SIZE_MAX ? text.len : to;
        /* Behind the cursor: earlier paragraphs are not looked into; before it: later ones are not. */
        if (back && from > at) {
            break;
        }
        if (back || to >= at) {
            found.n = 0;
            blanks_of(app, text_view_part(text, from, to), from, as, &found);
            for (size_t i = 0; i < found.n; i++) {
                bool fits = back ? found.item[i].from < at || (inclusive && found.item[i].from == at)
                                 : found.item[i].from > at || (inclusive && found.item[i].from == at);
                if (fits) {
                    *out = found.item[i];
                    got = true;
                    if (!back) {
                        break;
                    }
                }
            }
        }
        from = to + 1;
    }
    mem_free(&found.item);
    return got;
}

static void go(struct app *app, const struct spot *to)
{
    if (app_go(app, to) && figures_offer_words(app)) {
        app_say(app, _("This blank asks for words: type over it."));
    }
}

void find_blank(struct app *app, bool back)
{
    struct error e = {0};
    struct spot to;
    int64_t id = 0;

    app->trail = TRAIL_BLANKS;
    if (app->doc.id && near_in_text(app, app->doc.ed.cursor, false, back, &to)) {
        go(app, &to);
        return;
    }
    if (!soan_blank_next(app->report, app->doc.id, back, &id, &e)) {
        app_fail(app, &e);
        return;
    }
    if (id != app->doc.id && !app_go(app, &(struct spot){.section = id, .in_title = true})) {
        return;
    }
    size_t end = app->doc.ed.text.len;
    if (near_in_text(app, back ? end : 0, true, back, &to)) {
        go(app, &to);
    } else {
        app->hit = (struct spot){.section = id, .in_title = true};
        app_focus(app, PANE_TEXT);
        app_say(app, _("The blank stands in the title: F4 opens the ledger."));
    }
}
