/* Properties of a report: what stands on its letterhead, and how it is printed. */
#include <string.h>

#include "print/style.h"

const struct soan_property soan_properties[] = {
    {"title", N_("Title"), N_("any words"), ""},
    {"style", N_("Tone marks"),
     N_("old (hòa, khỏe, thủy) or new (hoà, khoẻ, thuỷ): where typing puts the tone mark"), ""},
    {"page-style", N_("Page style"), N_("a page style: dang (Party papers), hanh-chinh (administrative papers)"), ""},
    {"superior", N_("Superior body"), N_("any words"), ""},
    {"issuer", N_("Issuing body"), N_("any words"), ""},
    {"number", N_("Number and symbol"), N_("as in 05-BC/ĐU, without “Số”"), ""},
    {"place", N_("Place"), N_("any words"), ""},
    {"date", N_("Date"), N_("day/month/year, or any words"), ""},
    {"type", N_("Type of document"), N_("as in Báo cáo; empty: the title stands in its place"), ""},
    {"subject", N_("Subject"), N_("what the document is about"), ""},
    {"circulation", N_("Circulation"), N_("who may have it, as in TÀI LIỆU HỘI NGHỊ"), ""},
    {"draft", N_("Draft"), N_("as in Dự thảo lần 2; empty: it is none"), ""},
    {"draft-date", N_("Date of the draft"), N_("day/month/year, or any words"), ""},
    {"sign-for", N_("Signed for"), N_("as in T/M ĐẢNG ỦY"), ""},
    {"sign-as", N_("Signed as"), N_("as in BÍ THƯ"), ""},
    {"signer", N_("Signed by"), N_("a name"), ""},
    {"recipients", N_("Recipients"), N_("parted by semicolons"), ""},
    {"bodies", N_("Bodies asked for opinions"), N_("parted by semicolons"), ""},
    {"term", N_("Term"), N_("two years, as in 2020-2025; empty: as the headings say"), ""},
    {"take-over", N_("Taking over a section"),
     N_("minutes, 0 to 1440: without a key for so long another may take over a section"), "2"},
    {"lease", N_("A section is free after"),
     N_("minutes, 0 to 1440: without a key for so long a section is free for whoever types in it"), "10"},
    {"join", N_("Whoever comes first"),
     N_("clerk, reviewer or no: what becomes of who opens the report for the first time"), "clerk"},
    {NULL, NULL, NULL, NULL},
};

const struct soan_property *soan_property_find(struct text_view name)
{
    for (const struct soan_property *p = soan_properties; p->name; p++)
        if (text_view_equal(name, text_view_of(p->name)))
            return p;
    return NULL;
}

/* Nothing at all: as if it had never been set. */
static bool minutes(struct text_view v)
{
    enum { DAY = 1440 };
    int n = 0;
    for (size_t i = 0; i < v.len; i++) {
        if (v.bytes[i] < '0' || v.bytes[i] > '9')
            return false;
        n = n * 10 + (v.bytes[i] - '0');
        if (n > DAY)
            return false;
    }
    return true;
}

/* Two years and nothing else. */
static bool is_term(struct text_view v)
{
    unsigned first = 0, last = 0;
    struct text words = {0};
    for (size_t i = 0; i < v.len; i++)
        if ((v.bytes[i] >= 'a' && v.bytes[i] <= 'z') || (v.bytes[i] >= 'A' && v.bytes[i] <= 'Z'))
            return false;
    text_printf(&words, "nhiệm kỳ %.*s", (int)v.len, v.len ? v.bytes : "");
    soan_claims_heading(text_view(&words), &first, &last);
    text_free(&words);
    return v.len == 0 || first > 0;
}

bool soan_property_check(const struct soan_property *p, struct text_view value, struct error *e)
{
    enum viet_style tones;
    struct page_style style;
    bool fits = true;
    if (strcmp(p->name, "style") == 0)
        fits = viet_style_by_name(value, &tones);
    else if (strcmp(p->name, "term") == 0)
        fits = is_term(value);
    else if (strcmp(p->name, "join") == 0)
        fits = value.len == 0 || text_view_equal(value, TEXT_LIT("clerk")) ||
               text_view_equal(value, TEXT_LIT("reviewer")) || text_view_equal(value, TEXT_LIT("no"));
    else if (*p->absent)
        fits = minutes(value);
    else if (strcmp(p->name, "page-style") == 0)
        return value.len == 0 || style_load(value, &style, e);
    if (!fits)
        return error_set(e, SOAN_USAGE, _("%s=%.*s: must be %s"), p->name, (int)value.len, value.bytes, _(p->accepts));
    return true;
}

bool soan_property_set(struct soan_report *r, const struct soan_property *p, struct text_view value, struct error *e)
{
    return soan_property_check(p, value, e) && soan_report_set(r, p->name, value, e);
}
