#include <stdlib.h>
#include <string.h>

#include "base/data.h"
#include "soan/base.h"

static char *directory;

/* Files read from the directory stay for the life of the program: views into them are handed out. */
struct loaded {
    const struct data_file *of;
    struct text bytes;
    struct loaded *next;
};
static struct loaded *loaded;

void data_set_dir(const char *dir)
{
    free(directory);
    directory = dir ? strdup(dir) : NULL;
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

bool data_find(const char *name, struct text_view *out)
{
    const struct data_file *f = built_in(name);
    if (!f)
        return false; /* names come from the program; a directory only replaces what is known */
    for (struct loaded *l = loaded; l; l = l->next) {
        if (l->of == f) {
            *out = text_view(&l->bytes);
            return true;
        }
    }
    if (directory) {
        struct text path = {0};
        struct loaded *l = mem_alloc(sizeof *l);
        text_printf(&path, "%s/%s", directory, name);
        bool found = file_read(text_str(&path), &l->bytes, NULL);
        text_free(&path);
        if (found) {
            l->of = f;
            l->next = loaded;
            loaded = l;
            *out = text_view(&l->bytes);
            return true;
        }
        text_free(&l->bytes);
        free(l);
    }
    *out = (struct text_view){f->bytes, f->len};
    return true;
}

void data_each(const char *prefix, void (*each)(const char *name, void *arg), void *arg)
{
    for (size_t i = 0; i < data_files_count; i++)
        if (strncmp(data_files[i].name, prefix, strlen(prefix)) == 0)
            each(data_files[i].name, arg);
}
