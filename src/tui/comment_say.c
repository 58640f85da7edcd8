/*
 * What is said of a comment, in its list, its thread and below the text.
 */
#include <stdlib.h>

#include "tui/comments.h"

void comment_who(const struct soan_comment *c, struct text *out)
{
    text_append(out, text_view(&c->author));
    if (c->behalf.len) {
        text_printf(out, " (%s)", text_str(&c->behalf));
    }
    text_append_char(out, ' ');
    when_short(c->at, out);
}

const char *comment_anchor(enum soan_anchor state)
{
    static const char *const states[] = {
        [SOAN_ANCHOR_SECTION] = N_("on the whole section"), [SOAN_ANCHOR_FIGURE] = N_("on a figure"), [SOAN_ANCHOR_IN_PLACE] = N_("in its place"),
        [SOAN_ANCHOR_MOVED] = N_("the words have moved"), [SOAN_ANCHOR_CHANGED] = N_("the words were changed"),
        [SOAN_ANCHOR_DELETED] = N_("the words were deleted"),
    };
    return _(states[state]);
}

const char *comment_stand(const struct soan_comment *c)
{
    if (c->withdrawn) {
        return _("withdrawn");
    }
    if (c->draft) {
        return _("a draft");
    }
    return c->outcome ? _(soan_outcome_name(c->outcome)) : c->resolved ? _("closed") : "";
}

void comment_changed(struct app *app)
{
    struct text said = text_take(&app->message);
    bool bad = app->message_bad;

    app_refresh(app);
    app->message = said;
    app->message_bad = bad;
}
