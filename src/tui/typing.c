/* How Vietnamese is typed and written: the method built in, which is this member's, and the place of tone marks, which
 * is the report's. */
#include "tui/dialog.h"

static const enum viet_method methods[] = {VIET_METHOD_OFF, VIET_METHOD_TELEX, VIET_METHOD_VNI, VIET_METHOD_VIQR};

static void method_row(void *arg, size_t i, int cols, struct text *out)
{
    static const char *const rows[] = {
        [VIET_METHOD_OFF] = N_("Off: the computer types Vietnamese itself"),
        [VIET_METHOD_TELEX] = N_("Telex: tieengs Vieetj"),
        [VIET_METHOD_VNI] = N_("VNI: tie61ng Vie65t"),
        [VIET_METHOD_VIQR] = N_("VIQR: tie^'ng Vie^.t; a sentence ends with \\."),
    };
    (void)cols;
    (void)arg;
    text_append_str(out, _(rows[methods[i]]));
}

void typing_choose(struct app *app)
{
    struct list l = {.title = _("Built-in Vietnamese typing"), .keys = _("Enter chooses  Esc closes"),
                     .n = SOAN_ARRAY_LEN(methods), .cursor = (size_t)app->input.typing.method, .row = method_row};
    if (list_run(app, &l)) {
        input_set_method(&app->input, methods[l.cursor]);
        app->placed = true;
        app->dirty |= DIRTY_STATUS;
    }
}

bool typing_load_style(struct app *app, struct error *e)
{
    struct text name = {0};
    bool ok = soan_report_get(app->report, "style", &name, e);
    enum viet_style style = VIET_STYLE_OLD;

    if (ok && viet_style_by_name(text_view(&name), &style) && style != app->input.typing.style) {
        viet_typing_init(&app->input.typing, app->input.typing.method, style);
    }
    text_free(&name);
    return ok;
}

static void style_row(void *arg, size_t i, int cols, struct text *out)
{
    (void)cols;
    (void)arg;
    text_append_str(out, i == VIET_STYLE_NEW ? "hoà, khoẻ, thuỷ" : "hòa, khỏe, thủy");
}

void typing_choose_style(struct app *app)
{
    struct list l = {.title = _("Tone marks of this report, when typed"), .keys = _("Enter chooses  Esc closes"), .n = 2,
                     .cursor = app->input.typing.style, .row = style_row};
    struct error e = {0};

    if (!app_may(app, SOAN_RIGHT_PROPERTY) || !list_run(app, &l)) {
        return;
    }
    const char *name = viet_style_name((enum viet_style)l.cursor);
    if (!soan_report_set(app->report, "style", text_view_of(name), &e) || !typing_load_style(app, &e)) {
        app_fail(app, &e);
    }
}
