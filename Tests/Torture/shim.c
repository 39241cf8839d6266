// What scripts/torture loads into avoir (LD_PRELOAD): counts the calls to the database and to files, and at one of
// them kills the process, holds it, or lets the disk be full; moves the clock. In a PostgreSQL server it fills the disk.
//
// TORTURE_AT=N         at the Nth call: TORTURE_MODE=before, after, or sent (the statement is on its way, its result is not
//                      read; as after where nothing is sent)
// TORTURE_HOLD=FILE    there, instead of dying, makes FILE and waits until it is gone
// TORTURE_TRACE=FILE   a line for each call, and one with a dash for each file opened, written, flushed, renamed, and each copy
// TORTURE_FULL_AFTER=N every write to a file after N of them finds the disk full
// TORTURE_FULL_FLAG=FILE, TORTURE_FULL_PART=TEXT
//                      while FILE is there, writes to files with TEXT in their path find the disk full
// TORTURE_CLOCK=S      the wall clock is S seconds off; "S1,S2" jumps from one to the other every 8 readings

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <libpq-fe.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum mode { BEFORE, AFTER, SENT };

static long at, full_after = -1, clock_first, clock_second;
static enum mode mode;
static char hold[512], flag[512], part[128];
static int trace = -1;
static atomic_long calls, written, readings;
static __thread int depth;

static void copy(char *to, size_t size, const char *name) {
    const char *text = getenv(name);
    if (text) snprintf(to, size, "%s", text);
}

__attribute__((constructor)) static void begin(void) {
    const char *text = getenv("TORTURE_AT");
    if (text) at = atol(text);
    if ((text = getenv("TORTURE_MODE"))) mode = *text == 'b' ? BEFORE : *text == 'a' ? AFTER : SENT;
    if ((text = getenv("TORTURE_FULL_AFTER"))) full_after = atol(text);
    if ((text = getenv("TORTURE_CLOCK"))) {
        clock_first = clock_second = atol(text);
        if ((text = strchr(text, ','))) clock_second = atol(text + 1);
    }
    copy(hold, sizeof hold, "TORTURE_HOLD");
    copy(flag, sizeof flag, "TORTURE_FULL_FLAG");
    copy(part, sizeof part, "TORTURE_FULL_PART");
    char path[512] = "";
    copy(path, sizeof path, "TORTURE_TRACE");
    if (*path) trace = syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    // A server's processes go on with it; the programs that avoir starts do not.
    if (!*flag) {
        unsetenv("LD_PRELOAD");
        static const char *names[] = {"TORTURE_AT", "TORTURE_MODE", "TORTURE_HOLD", "TORTURE_TRACE", "TORTURE_CLOCK",
                                      "TORTURE_FULL_AFTER"};
        for (size_t i = 0; i < sizeof names / sizeof *names; i++) unsetenv(names[i]);
    }
}

static void strike(void) {
    if (*hold) {
        int made = syscall(SYS_openat, AT_FDCWD, hold, O_WRONLY | O_CREAT, 0644);
        if (made >= 0) syscall(SYS_close, made);
        while (syscall(SYS_faccessat, AT_FDCWD, hold, F_OK) == 0) syscall(SYS_nanosleep, &(struct timespec){0, 500000}, NULL);
        return;
    }
    syscall(SYS_kill, getpid(), SIGKILL);
    for (;;) pause();
}

// Whether this is the call; what is called within another one is part of that.
static int enter(const char *name, const char *what) {
    if (depth++ > 0) return 0;
    long number = atomic_fetch_add(&calls, 1) + 1;
    if (trace >= 0) {
        char line[160];
        int length = snprintf(line, sizeof line, "%ld %s %.100s", number, name, what ? what : "");
        if (length >= (int)sizeof line) length = sizeof line - 1;
        for (int i = 0; i < length; i++)
            if (line[i] == '\n') line[i] = ' ';
        line[length] = '\n';
        syscall(SYS_write, trace, line, length + 1);
    }
    if (number != at) return 0;
    if (mode == BEFORE) strike();
    return 1;
}

// What was done, for the trace alone.
__attribute__((format(printf, 1, 2))) static void note(const char *format, ...) {
    if (trace < 0) return;
    char line[600];
    va_list more;
    va_start(more, format);
    int length = vsnprintf(line, sizeof line, format, more);
    va_end(more);
    syscall(SYS_write, trace, line, length < (int)sizeof line ? length : (int)sizeof line - 1);
}

static void leave(int is_it) {
    int error = errno;
    depth--;
    if (is_it && mode != BEFORE) strike();
    errno = error;
}

#define REAL(name) \
    static __typeof__(&name) real; \
    if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

// The database

static PGresult *rest(PGconn *session) {
    PGresult *last = NULL, *next;
    while ((next = PQgetResult(session))) {
        PQclear(last);
        last = next;
        ExecStatusType status = PQresultStatus(next);
        if (status == PGRES_COPY_IN || status == PGRES_COPY_OUT || PQstatus(session) == CONNECTION_BAD) break;
    }
    return last;
}

#define STATEMENT(name, send, parameters, arguments) \
    PGresult *name parameters { \
        REAL(name); \
        int is_it = enter(#name, sql), is_sent = is_it && mode == SENT; \
        if (is_sent) { \
            if (send arguments) PQflush(session); \
            strike(); \
        } \
        PGresult *result = is_sent ? rest(session) : real arguments; \
        if (is_sent) depth--; \
        else leave(is_it); \
        return result; \
    }

STATEMENT(PQexec, PQsendQuery, (PGconn *session, const char *sql), (session, sql))
STATEMENT(PQexecParams, PQsendQueryParams,
          (PGconn *session, const char *sql, int count, const Oid *types, const char *const *values, const int *lengths,
           const int *formats, int format),
          (session, sql, count, types, values, lengths, formats, format))

#define CALL(type, name, parameters, arguments, what) NOTED(type, name, parameters, arguments, what, (void)0)
#define NOTED(type, name, parameters, arguments, what, noting) \
    type name parameters { \
        REAL(name); \
        int is_it = enter(#name, what); \
        type result = real arguments; \
        noting; \
        leave(is_it); \
        return result; \
    }

CALL(PGconn *, PQconnectStartParams, (const char *const *k, const char *const *v, int e), (k, v, e), NULL)
CALL(PostgresPollingStatusType, PQconnectPoll, (PGconn *session), (session), NULL)
NOTED(int, PQputCopyData, (PGconn *session, const char *data, int size), (session, data, size), NULL,
      note("- copied %d\n", size))
CALL(int, PQputCopyEnd, (PGconn *session, const char *error), (session, error), error)
CALL(PGresult *, PQgetResult, (PGconn *session), (session), NULL)

// Once a row: every fiftieth counts.
int PQgetCopyData(PGconn *session, char **data, int async) {
    REAL(PQgetCopyData);
    static atomic_long rows;
    int is_it = atomic_fetch_add(&rows, 1) % 50 == 0 ? enter("PQgetCopyData", NULL) : -1;
    int result = real(session, data, async);
    if (is_it >= 0) leave(is_it);
    return result;
}

// Files

static int is_file(int descriptor) {
    struct stat status;
    return fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
}

static int is_full(int descriptor) {
    if (full_after < 0 && !*flag) return 0;
    if (!is_file(descriptor)) return 0;
    if (full_after >= 0) return atomic_fetch_add(&written, 1) >= full_after;
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return strstr(path, part) && syscall(SYS_faccessat, AT_FDCWD, flag, F_OK) == 0;
}

#define WRITE(name, parameters, arguments, descriptor, size) \
    ssize_t name parameters { \
        REAL(name); \
        int is_it = enter(#name, NULL); \
        ssize_t result; \
        if (is_full(descriptor)) { \
            result = -1; \
            errno = ENOSPC; \
        } else { \
            result = real arguments; \
        } \
        note("- wrote %d\n", descriptor); \
        leave(is_it); \
        return result; \
    }

// A full disk takes the half of the first write that does not fit.
ssize_t write(int descriptor, const void *bytes, size_t size) {
    REAL(write);
    int is_it = enter("write", NULL);
    ssize_t result;
    if (is_full(descriptor)) {
        int is_half = full_after >= 0 && atomic_load(&written) == full_after + 1 && size > 1;
        result = is_half ? real(descriptor, bytes, size / 2) : -1;
        if (!is_half) errno = ENOSPC;
    } else {
        result = real(descriptor, bytes, size);
    }
    note("- wrote %d\n", descriptor);
    leave(is_it);
    return result;
}

WRITE(pwrite, (int d, const void *b, size_t n, off_t o), (d, b, n, o), d, n)
WRITE(pwrite64, (int d, const void *b, size_t n, off64_t o), (d, b, n, o), d, n)
WRITE(writev, (int d, const struct iovec *v, int n), (d, v, n), d, n)
WRITE(pwritev, (int d, const struct iovec *v, int n, off_t o), (d, v, n, o), d, n)
WRITE(pwritev64, (int d, const struct iovec *v, int n, off64_t o), (d, v, n, o), d, n)

int posix_fallocate(int d, off_t o, off_t n) {
    REAL(posix_fallocate);
    return is_full(d) ? ENOSPC : real(d, o, n);
}

#define SYNCED if (result == 0) note("- synced %d\n", d)
NOTED(int, fsync, (int d), (d), NULL, SYNCED)
NOTED(int, fdatasync, (int d), (d), NULL, SYNCED)
CALL(int, ftruncate, (int d, off_t n), (d, n), NULL)
#define RENAMED if (result == 0) note("- renamed %s to %s\n", a, b)
NOTED(int, rename, (const char *a, const char *b), (a, b), b, RENAMED)
NOTED(int, renameat, (int f, const char *a, int g, const char *b), (f, a, g, b), b, RENAMED)
CALL(int, link, (const char *a, const char *b), (a, b), b)
CALL(int, symlink, (const char *a, const char *b), (a, b), b)
CALL(int, unlink, (const char *a), (a), a)
CALL(int, unlinkat, (int f, const char *a, int n), (f, a, n), a)
CALL(int, mkdirat, (int f, const char *a, mode_t m), (f, a, m), a)
CALL(int, mkdir, (const char *a, mode_t m), (a, m), a)
CALL(int, fchmod, (int d, mode_t m), (d, m), NULL)
CALL(int, fchown, (int d, uid_t u, gid_t g), (d, u, g), NULL)
CALL(int, chmod, (const char *a, mode_t m), (a, m), a)

// Only what is opened to be written is a call that counts.
#define OPEN(name, first, pass) \
    int name(first const char *path, int flags, ...) { \
        REAL(name); \
        mode_t rights = 0; \
        if (flags & (O_CREAT | O_TMPFILE)) { \
            va_list more; \
            va_start(more, flags); \
            rights = va_arg(more, mode_t); \
            va_end(more); \
        } \
        int counts = (flags & O_ACCMODE) != O_RDONLY; \
        int is_it = counts ? enter(#name, path) : 0; \
        int result = real(pass path, flags, rights); \
        if (counts && result >= 0) note("- opened %d %s\n", result, path); \
        if (counts) leave(is_it); \
        return result; \
    }
#define FOLDER int folder,
#define PASS folder,
#define NONE
OPEN(open, NONE, NONE)
OPEN(open64, NONE, NONE)
OPEN(openat, FOLDER, PASS)
OPEN(openat64, FOLDER, PASS)

// The clock

static long offset(void) {
    return atomic_fetch_add(&readings, 1) / 8 % 2 ? clock_second : clock_first;
}

int clock_gettime(clockid_t clock, struct timespec *now) {
    REAL(clock_gettime);
    int result = real(clock, now);
    if (result == 0 && clock == CLOCK_REALTIME && (clock_first || clock_second)) now->tv_sec += offset();
    return result;
}

int gettimeofday(struct timeval *now, void *zone) {
    struct timespec precise;
    clock_gettime(CLOCK_REALTIME, &precise);
    *now = (struct timeval){precise.tv_sec, precise.tv_nsec / 1000};
    return 0;
}

time_t time(time_t *place) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return place ? (*place = now.tv_sec) : now.tv_sec;
}
