/* embed DIR FILE...: writes the files below DIR as a C table sorted by their name within DIR, to standard output. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct file {
    char *path;
    const char *name;         /* part of path behind DIR/ */
};

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct file *)a)->name, ((const struct file *)b)->name);
}

static int write_bytes(const struct file *file, int nth)
{
    FILE *f = fopen(file->path, "rb");
    if (!f) {
        perror(file->path);
        return 0;
    }
    printf("static const char file%d[] = {", nth);
    int c;
    for (long k = 0; (c = getc(f)) != EOF; k++)
        printf("%s%d,", k % 20 ? "" : "\n", c < 128 ? c : c - 256);
    printf("0};\n");
    int ok = !ferror(f);
    fclose(f);
    return ok;
}

int main(int argc, char **argv)
{
    char *dir = argc > 1 ? realpath(argv[1], NULL) : NULL;
    int n = argc - 2;
    struct file *file = n > 0 ? calloc((size_t)n, sizeof *file) : NULL;
    if (!dir || !file) {
        fprintf(stderr, "usage: embed DIR FILE...\n");
        return 2;
    }
    size_t len = strlen(dir);
    for (int i = 0; i < n; i++) {
        file[i].path = realpath(argv[i + 2], NULL);
        if (!file[i].path || strncmp(file[i].path, dir, len) != 0 || file[i].path[len] != '/') {
            fprintf(stderr, "embed: %s: not a file below %s\n", argv[i + 2], dir);
            return 1;
        }
        file[i].name = file[i].path + len + 1;
    }
    qsort(file, (size_t)n, sizeof *file, by_name);
    printf("#include \"base/data.h\"\n");
    for (int i = 0; i < n; i++)
        if (!write_bytes(&file[i], i))
            return 1;
    printf("const struct data_file data_files[] = {\n");
    for (int i = 0; i < n; i++)
        printf("    {\"%s\", file%d, sizeof file%d - 1},\n", file[i].name, i, i);
    printf("    {0}\n};\nconst size_t data_files_count = %d;\n", n);
    for (int i = 0; i < n; i++)
        free(file[i].path);
    free(file);
    free(dir);
    return fflush(stdout) != 0;
}
