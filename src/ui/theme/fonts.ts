/** BIZ UDPGothic in two weights; the browser fetches only the slices whose signs are on the page. Loaded after the first drawing. */
import '@fontsource/biz-udpgothic/400.css'
import '@fontsource/biz-udpgothic/700.css'
