import helmet from "helmet";

/** Headers of every answer: nothing from elsewhere, in no other page's frame, and our forms to ourselves alone. */
export const securityHeaders = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      // The synthesiser decodes its SoundFont (Vorbis) with WebAssembly.
      scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
      styleSrc: ["'self'"],
      connectSrc: ["'self'"],
      imgSrc: ["'self'"],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
  // "no-referrer" would have browsers post our own forms with the origin "null", which is nobody's.
  referrerPolicy: { policy: "same-origin" },
  // Plain HTTP on the loopback, our own certificate on the network: nothing for a browser to hold us to.
  strictTransportSecurity: false,
});
