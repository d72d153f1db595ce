import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import type { Plugin } from 'vite'

const isGallery = process.env['SEKISHO_GALLERY'] !== undefined

const intlStrings =
  /react-(?:aria|stately|aria-components)[\\/]dist[\\/].*[\\/]intl[\\/].*?([a-z]{2}-[A-Z]{2})\.mjs$/

/** React Aria ships its words in 34 languages; the screens speak two. */
function onlyOurLanguages(): Plugin {
  return {
    name: 'sekisho:only-our-languages',
    enforce: 'pre',
    load(id) {
      const locale = intlStrings.exec(id)?.[1]
      return locale === undefined || locale === 'ja-JP' || locale === 'en-US'
        ? null
        : 'export default {}'
    },
  }
}

/**
 * Every browser that runs the screens reads woff2; the older woff copies would double what is shipped. Where the face
 * is fetched there is no other with its letters: until it is there they are left blank, not drawn as boxes.
 */
function fetchedFaces(): Plugin {
  return {
    name: 'sekisho:fetched-faces',
    enforce: 'pre',
    transform(code, id) {
      if (!/@fontsource[\\/].*\.css/.test(id)) return null
      return {
        code: code
          .replaceAll(/,\s*url\([^)]*\.woff\) format\('woff'\)/g, '')
          .replaceAll('font-display: swap', 'font-display: block'),
        map: null,
      }
    },
  }
}

/** With SEKISHO_GALLERY set, the screens are the gallery of the kit's parts instead of the features. */
function gallery(): Plugin {
  return {
    name: 'sekisho:gallery',
    transformIndexHtml: {
      order: 'pre',
      handler: (html) =>
        isGallery ? html.replace('/src/apps/web.tsx', '/src/ui/gallery/main.ts') : html,
    },
  }
}

const server = process.env['SEKISHO_SERVER'] ?? 'http://localhost:8700'

/** The screens: from `index.html` and `src/` into `dist/web`. `SEKISHO_SERVER` says where /api is while developing. */
export default defineConfig({
  plugins: [onlyOurLanguages(), fetchedFaces(), gallery(), react(), tailwindcss()],
  build: {
    outDir: 'dist/web',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    target: 'es2022',
    modulePreload: { polyfill: false },
    // Tells which files the checks need without a network (tools/offline.ts).
    manifest: 'manifest.json',
    rolldownOptions: {
      input: isGallery ? ['index.html'] : ['index.html', 'src/apps/offline.ts'],
      output: {
        entryFileNames: ({ facadeModuleId }) =>
          facadeModuleId?.endsWith('/src/apps/offline.ts')
            ? 'offline.js'
            : 'assets/[name]-[hash].js',
      },
    },
  },
  server: { proxy: { '/api': server } },
  preview: { proxy: { '/api': server } },
})
