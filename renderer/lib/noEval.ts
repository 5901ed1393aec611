/**
 * Tells zod, before it is loaded, to leave its code generator alone: it would only find out that the content
 * security policy forbids `eval`, by trying.
 */
declare global {
  var __zod_globalConfig: { jitless?: boolean } | undefined
}

globalThis.__zod_globalConfig = { jitless: true }

export {}
