/* Built without libzip and libxml2. */
#include "soan/office.h"

bool soan_office_is(struct text_view bytes)
{
    return text_view_starts(bytes, TEXT_LIT("PK\003\004"));
}

bool soan_office_read(struct text_view bytes, struct soan_office *out, struct error *e)
{
    (void)bytes;
    (void)out;
    return error_set(e, SOAN_REFUSED, _("is a text of a word processor, and this soan was built without reading them; save it as plain text"));
}

void soan_office_free(struct soan_office *o)
{
    *o = (struct soan_office){0};
}
