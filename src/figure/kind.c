#include "soan/figure.h"

static const char *const names[SOAN_KIND_COUNT_] = {
    [SOAN_KIND_NUMBER] = N_("number"),
    [SOAN_KIND_RATIO] = N_("ratio"),
    [SOAN_KIND_ORDINAL] = N_("ordinal"),
    [SOAN_KIND_NAME] = N_("name"),
    [SOAN_KIND_DOCNUM] = N_("document"),
    [SOAN_KIND_DATE] = N_("date"),
    [SOAN_KIND_TEXT] = N_("text"),
};

const char *soan_kind_name(enum soan_kind kind)
{
    return names[kind < SOAN_KIND_COUNT_ ? kind : SOAN_KIND_TEXT];
}

bool soan_kind_by_name(struct text_view name, enum soan_kind *out)
{
    for (unsigned i = 0; i < SOAN_KIND_COUNT_; i++) {
        if (text_view_equal(name, text_view_of(names[i]))) {
            *out = (enum soan_kind)i;
            return true;
        }
    }
    return false;
}
