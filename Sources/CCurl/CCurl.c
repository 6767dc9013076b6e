#include "CCurl.h"

#include <dlfcn.h>
#include <netinet/in.h>
#include <pthread.h>
#include <string.h>
#include <sys/socket.h>

/* Their checking forms are macros; we call through the table. */
#undef curl_easy_setopt
#undef curl_easy_getinfo
#undef curl_multi_setopt

#if defined(__APPLE__)
static const char *const library_name = "libcurl.4.dylib";
#else
static const char *const library_name = "libcurl.so.4";
#endif

#define FUNCTIONS(ENTRY) \
  ENTRY(global_init) \
  ENTRY(easy_init) \
  ENTRY(easy_cleanup) \
  ENTRY(easy_perform) \
  ENTRY(easy_recv) \
  ENTRY(easy_send) \
  ENTRY(easy_setopt) \
  ENTRY(easy_getinfo) \
  ENTRY(multi_init) \
  ENTRY(multi_cleanup) \
  ENTRY(multi_add_handle) \
  ENTRY(multi_remove_handle) \
  ENTRY(multi_perform) \
  ENTRY(multi_poll) \
  ENTRY(multi_wakeup) \
  ENTRY(multi_info_read) \
  ENTRY(multi_setopt) \
  ENTRY(slist_append) \
  ENTRY(slist_free_all)

/* libcurl's functions by their declared types. */
static struct {
#define FIELD(name) __typeof__(curl_##name) *name;
  FUNCTIONS(FIELD)
} curl;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static int is_open = 0;

static void open_library(void) {
  void *library = dlopen(library_name, RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) return;
  int found = 1;
#define FIND(name) \
  curl.name = (__typeof__(curl_##name) *)dlsym(library, "curl_" #name); \
  found = found && curl.name != NULL;
  FUNCTIONS(FIND)
  is_open = found;
}

CURLcode ccurl_global_init(long flags) {
  pthread_once(&once, open_library);
  return is_open ? curl.global_init(flags) : CURLE_FAILED_INIT;
}

CURL *ccurl_easy_init(void) { return is_open ? curl.easy_init() : NULL; }
void ccurl_easy_cleanup(CURL *handle) { curl.easy_cleanup(handle); }
CURLcode ccurl_easy_perform(CURL *handle) { return curl.easy_perform(handle); }
CURLcode ccurl_easy_recv(CURL *handle, void *buffer, size_t length, size_t *count) {
  return curl.easy_recv(handle, buffer, length, count);
}
CURLcode ccurl_easy_send(CURL *handle, const void *buffer, size_t length, size_t *count) {
  return curl.easy_send(handle, buffer, length, count);
}
CURLM *ccurl_multi_init(void) { return is_open ? curl.multi_init() : NULL; }
CURLMcode ccurl_multi_cleanup(CURLM *multi) { return curl.multi_cleanup(multi); }
CURLMcode ccurl_multi_add_handle(CURLM *multi, CURL *handle) {
  return curl.multi_add_handle(multi, handle);
}
CURLMcode ccurl_multi_remove_handle(CURLM *multi, CURL *handle) {
  return curl.multi_remove_handle(multi, handle);
}
CURLMcode ccurl_multi_perform(CURLM *multi, int *running) {
  return curl.multi_perform(multi, running);
}
CURLMcode ccurl_multi_poll(
    CURLM *multi, struct curl_waitfd *extra, unsigned count, int milliseconds, int *ready) {
  return curl.multi_poll(multi, extra, count, milliseconds, ready);
}
CURLMcode ccurl_multi_wakeup(CURLM *multi) { return curl.multi_wakeup(multi); }
CURLMsg *ccurl_multi_info_read(CURLM *multi, int *left) {
  return curl.multi_info_read(multi, left);
}
struct curl_slist *ccurl_slist_append(struct curl_slist *list, const char *text) {
  return curl.slist_append(list, text);
}
void ccurl_slist_free_all(struct curl_slist *list) { curl.slist_free_all(list); }

CURLcode ccurl_set_long(CURL *handle, CURLoption option, long value) {
  return curl.easy_setopt(handle, option, value);
}
CURLcode ccurl_set_offset(CURL *handle, CURLoption option, int64_t value) {
  return curl.easy_setopt(handle, option, (curl_off_t)value);
}
CURLcode ccurl_set_text(CURL *handle, CURLoption option, const char *value) {
  return curl.easy_setopt(handle, option, value);
}
CURLcode ccurl_set_pointer(CURL *handle, CURLoption option, void *value) {
  return curl.easy_setopt(handle, option, value);
}
CURLcode ccurl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
  return curl.easy_setopt(handle, option, value);
}
CURLcode ccurl_set_data_callback(CURL *handle, CURLoption option, ccurl_data_callback value) {
  return curl.easy_setopt(handle, option, value);
}
CURLcode ccurl_set_request_callback(CURL *handle, ccurl_request_callback value) {
  return curl.easy_setopt(handle, CURLOPT_PREREQFUNCTION, value);
}
CURLMcode ccurl_set_multi_long(CURLM *multi, CURLMoption option, long value) {
  return curl.multi_setopt(multi, option, value);
}

long ccurl_get_long(CURL *handle, CURLINFO info) {
  long value = 0;
  curl.easy_getinfo(handle, info, &value);
  return value;
}
int64_t ccurl_get_offset(CURL *handle, CURLINFO info) {
  curl_off_t value = 0;
  curl.easy_getinfo(handle, info, &value);
  return value;
}
void *ccurl_get_pointer(CURL *handle) {
  char *value = NULL;
  curl.easy_getinfo(handle, CURLINFO_PRIVATE, &value);
  return value;
}
int ccurl_get_socket(CURL *handle) {
  curl_socket_t value = CURL_SOCKET_BAD;
  curl.easy_getinfo(handle, CURLINFO_ACTIVESOCKET, &value);
  return value;
}
CURLcode ccurl_message_result(CURLMsg *message) { return message->data.result; }

static int is_loopback(const struct sockaddr *address) {
  if (address->sa_family == AF_INET) {
    const struct sockaddr_in *four = (const struct sockaddr_in *)address;
    return (ntohl(four->sin_addr.s_addr) >> 24) == 127;
  }
  if (address->sa_family == AF_INET6) {
    const struct sockaddr_in6 *six = (const struct sockaddr_in6 *)address;
    return IN6_IS_ADDR_LOOPBACK(&six->sin6_addr);
  }
  return 0;
}
static curl_socket_t open_loopback(
    void *context, curlsocktype purpose, struct curl_sockaddr *address) {
  (void)context;
  (void)purpose;
  if (!is_loopback(&address->addr)) return CURL_SOCKET_BAD;
  return socket(address->family, address->socktype, address->protocol);
}
CURLcode ccurl_restrict_to_loopback(CURL *handle) {
  return curl.easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, open_loopback);
}
