import { createPrivateKey, X509Certificate } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A key and its certificate, as PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
  /** SHA-256 of the certificate, as browsers show it: "AB:CD:…". */
  readonly fingerprint: string;
}

/** The certificate that lies in the data folder. Throws RangeError where there is none that fits its key. */
export function readCertificate(folder: string): Certificate {
  const [keyPath, certPath] = [join(folder, "lan-key.pem"), join(folder, "lan-certificate.pem")];
  if (!existsSync(keyPath) || !existsSync(certPath)) {
    throw new RangeError(`there is no certificate: put lan-key.pem and lan-certificate.pem into ${folder}`);
  }
  const [key, cert] = [readFileSync(keyPath, "utf8"), readFileSync(certPath, "utf8")];
  const read = new X509Certificate(cert);
  if (!read.checkPrivateKey(createPrivateKey(key))) throw new RangeError("the certificate does not fit its key");
  return { key, cert, fingerprint: read.fingerprint256 };
}
