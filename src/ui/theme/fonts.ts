/**
 * BIZ UDPGothic in two weights, in slices of which the browser fetches those with letters of the
 * page: some dozens for a page of names. Loaded where the machine has no Japanese face of its own.
 */
import '@fontsource/biz-udpgothic/400.css'
import '@fontsource/biz-udpgothic/700.css'
