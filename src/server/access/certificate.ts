import { createPrivateKey, createPublicKey, type KeyObject, webcrypto, X509Certificate } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { isIP } from "node:net";
import { join } from "node:path";
import { replaceFile } from "../store/durable-file.ts";

const DAY = 86_400_000;
/** Browsers refuse certificates that last longer (398 days). */
const LASTS = 397 * DAY;
const RENEWED_BEFORE = 30 * DAY;
const ECDSA = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;

/** A key and its certificate, as PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
  /** SHA-256 of the certificate, as browsers show it: "AB:CD:…". */
  readonly fingerprint: string;
}

/**
 * The engine's own certificate for these hosts, kept in the data folder. No public authority signs names of a home network,
 * so that it signs itself and people compare its fingerprint. Made anew when it ends within 30 days or lacks a host; the key
 * stays. Throws where the disk refuses.
 */
export async function certificateFor(folder: string, hosts: readonly string[], now = Date.now()): Promise<Certificate> {
  const [keyPath, certPath] = [join(folder, "lan-key.pem"), join(folder, "lan-certificate.pem")];
  const kept = keptKey(keyPath);
  const cert = kept && keptCertificate(certPath, kept, hosts, now);
  if (kept && cert) return { key: pem(kept), cert: cert.toString(), fingerprint: cert.fingerprint256 };
  const key = kept ?? (await newKey());
  if (!kept) replaceFile(keyPath, pem(key));
  const made = new X509Certificate(await sign(key, hosts, now));
  replaceFile(certPath, made.toString());
  return { key: pem(key), cert: made.toString(), fingerprint: made.fingerprint256 };
}

function pem(key: KeyObject): string {
  return key.export({ type: "pkcs8", format: "pem" }).toString();
}

function keptKey(path: string): KeyObject | undefined {
  if (!existsSync(path)) return undefined;
  try {
    const key = createPrivateKey(readFileSync(path));
    return key.asymmetricKeyDetails?.namedCurve === "prime256v1" ? key : undefined;
  } catch {
    return undefined;
  }
}

function keptCertificate(
  path: string,
  key: KeyObject,
  hosts: readonly string[],
  now: number,
): X509Certificate | undefined {
  if (!existsSync(path)) return undefined;
  try {
    const cert = new X509Certificate(readFileSync(path));
    const covers = (host: string) => (isIP(host) ? cert.checkIP(host) : cert.checkHost(host)) !== undefined;
    const lasts = Date.parse(cert.validFrom) <= now && Date.parse(cert.validTo) - now > RENEWED_BEFORE;
    return lasts && cert.checkPrivateKey(key) && hosts.every(covers) ? cert : undefined;
  } catch {
    return undefined;
  }
}

async function newKey(): Promise<KeyObject> {
  const { privateKey } = await webcrypto.subtle.generateKey(ECDSA, true, ["sign", "verify"]);
  return createPrivateKey({
    key: Buffer.from(await webcrypto.subtle.exportKey("pkcs8", privateKey)),
    format: "der",
    type: "pkcs8",
  });
}

async function sign(key: KeyObject, hosts: readonly string[], now: number): Promise<string> {
  // Loaded by need: a start without a network reads nothing of it.
  const x509 = await import("@peculiar/x509");
  const { subtle } = webcrypto;
  const pkcs8 = key.export({ type: "pkcs8", format: "der" });
  const spki = createPublicKey(key).export({ type: "spki", format: "der" });
  const names = hosts.map((value) => ({ type: isIP(value) ? "ip" : "dns", value }) as const);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: "CN=Antiphon",
    notBefore: new Date(now - DAY),
    notAfter: new Date(now - DAY + LASTS),
    signingAlgorithm: ECDSA,
    keys: {
      privateKey: await subtle.importKey("pkcs8", pkcs8, ECDSA, true, ["sign"]),
      publicKey: await subtle.importKey("spki", spki, ECDSA, true, ["verify"]),
    },
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([...names]),
    ],
  });
  return certificate.toString("pem");
}
