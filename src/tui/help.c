#include "tui/dialog.h"

struct help {
    enum action action[ACT_COUNT_];
    size_t actions;                   /* behind them stands what the marks mean */
    unsigned place;
};

static void help_row(void *arg, size_t i, int cols, struct text *out)
{
    struct help *h = arg;
    struct text keys = {0};
    (void)cols;

    if (i >= h->actions) {
        treepane_legend(i - h->actions, out);
        return;
    }
    const struct action_info *a = action_info(h->action[i]);
    text_append_str(&keys, a->keys);
    if (h->place == IN_TREE && a->tree_keys[0]) {
        text_printf(&keys, "%s%s", keys.len ? " " : "", a->tree_keys);
    }
    int width = text_width(text_view(&keys));
    text_printf(out, "%s%*s  %s", text_str(&keys), width < 9 ? 9 - width : 0, "", _(a->label));
    text_free(&keys);
}

static void help_detail(void *arg, size_t i, struct text *out)
{
    struct help *h = arg;
    if (i >= h->actions) {
        text_append_str(out, _("What the marks of the outline and of the top line mean."));
    } else {
        text_append_str(out, _(action_info(h->action[i])->help));
    }
}

void help_open(struct app *app)
{
    struct help h = {.place = app_place(app)};
    struct list l = {
        .title = h.place == IN_SHELF ? _("Keys in the list of reports")
                 : h.place == IN_TREE ? _("Keys in the outline") : _("Keys in the text"),
        .keys = h.place == IN_SHELF ? _("Esc closes") : _("Enter does it  Esc closes"),
        .row = help_row, .detail = help_detail, .arg = &h, .full = true,
    };

    /* What has a key here first, then what stands in the menu only. */
    for (int with = 1; with >= 0; with--) {
        for (enum action a = ACT_NONE + 1; a < ACT_COUNT_; a++) {
            const struct action_info *info = action_info(a);
            bool key = info->keys[0] || (h.place == IN_TREE && info->tree_keys[0]);
            if (action_offered(a, h.place) && key == (with == 1) && a != ACT_HELP) {
                h.action[l.n++] = a;
            }
        }
    }
    h.actions = l.n;
    for (struct text ignored = {0}; h.place != IN_SHELF && treepane_legend(l.n - h.actions, &ignored); l.n++) {
        text_free(&ignored);
    }
    if (list_run(app, &l) && h.place != IN_SHELF && l.cursor < h.actions) {
        command_run(app, h.action[l.cursor]);
    }
}
