#include "soan/review.h"

const char *soan_anchor_name(enum soan_anchor a)
{
    static const char *const names[] = {
        [SOAN_ANCHOR_SECTION] = N_("section"),   [SOAN_ANCHOR_IN_PLACE] = N_("in-place"),
        [SOAN_ANCHOR_MOVED] = N_("moved"),       [SOAN_ANCHOR_CHANGED] = N_("words-changed"),
        [SOAN_ANCHOR_DELETED] = N_("words-deleted"),
    };
    return names[a];
}

enum soan_anchor soan_anchor_state(const struct soan_comment *c, struct text_view text)
{
    if (!c->anchored)
        return SOAN_ANCHOR_SECTION;
    struct text_view quote = text_view(&c->quote);
    bool gone = c->from >= c->to || c->from >= text.len;
    if (!gone && text_view_equal(text_view_part(text, c->from, c->to), quote))
        return SOAN_ANCHOR_IN_PLACE;
    /* Cut here and pasted there: the anchor stayed behind, the words are found again. */
    if (quote.len && text_view_find(text, quote, 0) != SIZE_MAX)
        return SOAN_ANCHOR_MOVED;
    return gone ? SOAN_ANCHOR_DELETED : SOAN_ANCHOR_CHANGED;
}
