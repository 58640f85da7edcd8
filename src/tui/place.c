/*
 * Where the member left, and how to come back to it: section, letter, scroll position, pane, opened branches.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/app.h"

enum { OPENED_MOST = 2000 };

/* "method=1 outline=1 opened=4,7": unknown words are passed over, so that a newer program's state does no harm. */
static void view_write(const struct app *app, struct text *out)
{
    text_printf(out, "method=%d outline=%d", (int)app->input.typing.method, app->tree_hidden ? 0 : 1);
    for (size_t i = 0; i < app->tree.toggles && i < OPENED_MOST; i++) {
        text_printf(out, "%s%lld", i ? "," : " opened=", (long long)app->tree.toggled[i]);
    }
}

static void view_read(struct app *app, const char *view)
{
    const char *p;

    if ((p = strstr(view, "method="))) {
        int method = (int)strtol(p + strlen("method="), NULL, 10);
        if (method >= VIET_METHOD_OFF && method <= VIET_METHOD_VIQR) {
            input_set_method(&app->input, (enum viet_method)method);
        }
    }
    app->tree_hidden = strstr(view, "outline=0") != NULL;
    if ((p = strstr(view, "opened="))) {
        p += strlen("opened=");
        for (size_t i = 0; i < OPENED_MOST && *p >= '0' && *p <= '9'; i++) {
            char *end;
            long long id = strtoll(p, &end, 10);
            bool there = false;
            for (size_t k = 0; k < app->tree.toggles; k++) {
                there = there || app->tree.toggled[k] == id;
            }
            if (id > 0 && !there) {
                tree_toggle(&app->tree, id);
            }
            p = *end == ',' ? end + 1 : end;
        }
    }
}

static bool first_with_text(const struct soan_section *s, void *arg)
{
    int64_t *id = arg;
    if (*id == 0 || s->bytes > 0) {
        *id = s->id;
    }
    return s->bytes == 0;
}

bool place_load(struct app *app, struct error *e)
{
    struct soan_stand stand = {0};
    struct soan_section s = {0};

    if (!soan_stand_load(app->report, &stand, e)) {
        return false;
    }
    view_read(app, text_str(&stand.view));
    bool back = stand.section && soan_section_get(app->report, stand.section, &s, NULL);
    soan_section_free(&s);
    if (!back) {
        stand.section = 0;
        stand.cursor = stand.top = 0;
        stand.pane = PANE_TREE;
        if (!soan_section_walk(app->report, 0, first_with_text, &stand.section, e)) {
            soan_stand_free(&stand);
            return false;
        }
    }
    screen_layout(app);
    bool ok = tree_first(&app->tree, e);
    if (ok && stand.section) {
        ok = document_open(&app->doc, app->report, stand.section, stand.cursor, e) &&
             tree_reveal(&app->tree, stand.section, e);
        marks_load(app);
        news_meet(app);
        app->top = stand.top;
        textpane_follow(app);
        app->focus = stand.pane == PANE_TEXT ? PANE_TEXT : PANE_TREE;
    }
    if (app->focus == PANE_TREE && app->tree_hidden) {
        app->focus = PANE_TEXT;
    }
    soan_stand_free(&stand);
    app->placed = false;
    return ok;
}

void place_save(struct app *app)
{
    struct soan_stand stand = {
        .section = app->doc.id, .cursor = app->doc.ed.cursor, .top = app->top, .pane = (int)app->focus,
    };
    struct error e = {0};

    if (app->read_only) {
        return;
    }
    view_write(app, &stand.view);
    /* Losing one's place is no harm worth a message. */
    if (!soan_stand_save(app->report, &stand, &e)) {
        error_free(&e);
    }
    soan_stand_free(&stand);
}
