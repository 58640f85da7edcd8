#include <libintl.h>

#include "soan/base.h"

const char *soan_gettext(const char *msgid)
{
    return dgettext("soan", msgid);
}

const char *soan_ngettext(const char *one, const char *many, unsigned long n)
{
    return dngettext("soan", one, many, n);
}
