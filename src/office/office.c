#include <stdlib.h>

#include "office/read.h"

void soan_office_free(struct soan_office *o)
{
    for (size_t i = 0; i < o->comments; i++) {
        text_free(&o->comment[i].author);
        text_free(&o->comment[i].body);
        text_free(&o->comment[i].quote);
    }
    free(o->comment);
    free(o->heading);
    text_free(&o->text);
    *o = (struct soan_office){0};
}

bool soan_office_read(struct text_view bytes, struct soan_office *out, struct error *e)
{
    struct soan_office o = {0};
    struct lines l = {.o = &o, .number = 1};
    struct package *p = package_open(bytes, e);
    if (!p)
        return false;
    bool ok;
    if (package_has(p, "word/document.xml"))
        ok = docx_read(p, &l, e);
    else if (package_has(p, "content.xml"))
        ok = odt_read(p, &l, e);
    else
        ok = error_set(e, SOAN_BAD_DATA, _("is an archive, but no .docx and no .odt; save the text as one of them"));
    lines_free(&l);
    package_close(&p);
    o.read = ok;
    if (ok)
        *out = o;
    else
        soan_office_free(&o);
    return ok;
}
