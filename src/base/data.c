#include <stdlib.h>
#include <string.h>

#include "base/data.h"
#include "soan/base.h"

static char *directory;

/* What was looked for in the directory. Files stay for the life of the program: views into them are handed out. */
struct loaded {
    const struct data_file *of;
    struct text bytes;
    bool found;
    struct loaded *next;
};
static struct loaded *loaded;

const char *data_directory(void)
{
    return directory;
}

void data_set_dir(const char *dir)
{
    free(directory);
    directory = dir ? strdup(dir) : NULL;
    /* What another directory lacked, this one may have. */
    for (struct loaded **p = &loaded; *p;) {
        struct loaded *l = *p;
        if (l->found) {
            p = &l->next;
            continue;
        }
        *p = l->next;
        free(l);
    }
}

static const struct data_file *built_in(const char *name)
{
    for (size_t i = 0; i < data_files_count; i++)
        if (strcmp(data_files[i].name, name) == 0)
            return &data_files[i];
    return NULL;
}

bool data_built_in(const char *name, struct text_view *out)
{
    const struct data_file *f = built_in(name);
    if (!f)
        return false;
    *out = (struct text_view){f->bytes, f->len};
    return true;
}

static const struct loaded *load(const struct data_file *f)
{
    struct loaded *l = mem_alloc(sizeof *l);
    struct text path = {0};
    text_printf(&path, "%s/%s", directory, f->name);
    l->of = f;
    l->found = file_load(text_str(&path), &l->bytes, NULL);
    if (!l->found)
        text_free(&l->bytes);
    l->next = loaded;
    loaded = l;
    text_free(&path);
    return l;
}

bool data_find(const char *name, struct text_view *out)
{
    const struct data_file *f = built_in(name);
    if (!f)
        return false; /* names come from the program; a directory only replaces what is known */
    const struct loaded *l = loaded;
    while (l && l->of != f)
        l = l->next;
    if (!l && directory)
        l = load(f);
    *out = l && l->found ? text_view(&l->bytes) : (struct text_view){f->bytes, f->len};
    return true;
}

void data_each(const char *prefix, void (*each)(const char *name, void *arg), void *arg)
{
    for (size_t i = 0; i < data_files_count; i++)
        if (strncmp(data_files[i].name, prefix, strlen(prefix)) == 0)
            each(data_files[i].name, arg);
}
