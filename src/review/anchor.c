#include "soan/review.h"

const char *soan_anchor_name(enum soan_anchor a)
{
    static const char *const names[] = {
        [SOAN_ANCHOR_SECTION] = N_("section"),   [SOAN_ANCHOR_FIGURE] = N_("figure"),
        [SOAN_ANCHOR_IN_PLACE] = N_("in-place"), [SOAN_ANCHOR_MOVED] = N_("moved"),
        [SOAN_ANCHOR_CHANGED] = N_("words-changed"), [SOAN_ANCHOR_DELETED] = N_("words-deleted"),
    };
    return names[a];
}

enum soan_anchor soan_anchor_state(const struct soan_comment *c)
{
    if (!c->anchored)
        return c->figure.len ? SOAN_ANCHOR_FIGURE : SOAN_ANCHOR_SECTION;
    if (c->binned)
        return SOAN_ANCHOR_DELETED;
    if (c->whole)
        return c->moved ? SOAN_ANCHOR_MOVED : SOAN_ANCHOR_IN_PLACE;
    return c->from < c->to ? SOAN_ANCHOR_CHANGED : SOAN_ANCHOR_DELETED;
}
