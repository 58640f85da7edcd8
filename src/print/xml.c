#include "print/xml.h"

/* XML 1.0, production 2; text is UTF-8, so surrogates do not come. */
static bool has_sign(uint32_t cp)
{
    return cp == '\t' || cp == '\n' || cp == '\r' || (cp >= ' ' && cp != 0xFFFE && cp != 0xFFFF);
}

static const char *entity(uint32_t cp)
{
    switch (cp) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    default: return has_sign(cp) ? NULL : "\xEF\xBF\xBD";
    }
}

void xml_text(struct text_view v, struct text *out)
{
    size_t done = 0;
    for (size_t pos = 0, next; pos < v.len; pos = next) {
        const char *instead = entity(text_decode(v, pos, &next));
        if (!instead)
            continue;
        text_append(out, text_view_part(v, done, pos));
        text_append_str(out, instead);
        done = next;
    }
    text_append(out, text_view_part(v, done, v.len));
}
