/// <reference types="vite/types/importMeta.d.ts" />

/** Addresses of files that Vite copies or builds beside the page. */
declare module "*?url" {
  const url: string;
  // biome-ignore lint/style/noDefaultExport: Vite hands out addresses as default exports.
  export default url;
}
declare module "*?worker&url" {
  const url: string;
  // biome-ignore lint/style/noDefaultExport: Vite hands out addresses as default exports.
  export default url;
}
declare module "*.css";
