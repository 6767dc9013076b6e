#pragma once

#include <curl/curl.h>
#include <stdint.h>

/* libcurl, opened when a first transfer asks for it: it brings 35 libraries, which a backtest or
   `venues --help` need not load. Every function is libcurl's of the same name without the second
   c. Until ccurl_global_init has answered CURLE_OK the handles are NULL and nothing else may be
   called. */

typedef size_t (*ccurl_data_callback)(char *, size_t, size_t, void *);
typedef int (*ccurl_request_callback)(void *, char *, char *, int, int);

/* Opens the library; CURLE_FAILED_INIT when there is none or a function is missing in it. */
CURLcode ccurl_global_init(long flags);

CURL *ccurl_easy_init(void);
void ccurl_easy_cleanup(CURL *handle);
CURLcode ccurl_easy_perform(CURL *handle);
CURLcode ccurl_easy_recv(CURL *handle, void *buffer, size_t length, size_t *count);
CURLcode ccurl_easy_send(CURL *handle, const void *buffer, size_t length, size_t *count);
CURLM *ccurl_multi_init(void);
CURLMcode ccurl_multi_cleanup(CURLM *multi);
CURLMcode ccurl_multi_add_handle(CURLM *multi, CURL *handle);
CURLMcode ccurl_multi_remove_handle(CURLM *multi, CURL *handle);
CURLMcode ccurl_multi_perform(CURLM *multi, int *running);
CURLMcode ccurl_multi_poll(
    CURLM *multi, struct curl_waitfd *extra, unsigned count, int milliseconds, int *ready);
CURLMcode ccurl_multi_wakeup(CURLM *multi);
CURLMsg *ccurl_multi_info_read(CURLM *multi, int *left);
struct curl_slist *ccurl_slist_append(struct curl_slist *list, const char *text);
void ccurl_slist_free_all(struct curl_slist *list);

/* Swift cannot call variadic functions: each kind of option has its typed form here. */
CURLcode ccurl_set_long(CURL *handle, CURLoption option, long value);
CURLcode ccurl_set_offset(CURL *handle, CURLoption option, int64_t value);
CURLcode ccurl_set_text(CURL *handle, CURLoption option, const char *value);
CURLcode ccurl_set_pointer(CURL *handle, CURLoption option, void *value);
CURLcode ccurl_set_list(CURL *handle, CURLoption option, struct curl_slist *value);
CURLcode ccurl_set_data_callback(CURL *handle, CURLoption option, ccurl_data_callback value);
CURLcode ccurl_set_request_callback(CURL *handle, ccurl_request_callback value);
CURLMcode ccurl_set_multi_long(CURLM *multi, CURLMoption option, long value);

long ccurl_get_long(CURL *handle, CURLINFO info);
int64_t ccurl_get_offset(CURL *handle, CURLINFO info);
void *ccurl_get_pointer(CURL *handle);
int ccurl_get_socket(CURL *handle);
CURLcode ccurl_message_result(CURLMsg *message);

/* Opens sockets to loopback addresses only, whatever a name resolved to. */
CURLcode ccurl_restrict_to_loopback(CURL *handle);
