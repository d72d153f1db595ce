/**
 * BIZ UDPGothic in two weights. The browser fetches only the slices with letters of the page.
 * Loaded after the first render.
 */
import '@fontsource/biz-udpgothic/400.css'
import '@fontsource/biz-udpgothic/700.css'
