import { SerialPort } from "serialport";

/** A serial port as `antiphon ports` shows it. */
export interface SerialPortName {
  /** What the rig calls it: `/dev/ttyACM0`, `COM3`. */
  readonly path: string;
  readonly maker?: string;
  readonly serialNumber?: string;
  /** USB vendor and product, four hexadecimal digits each: `"2341:0043"`. */
  readonly usb?: string;
}

/** The serial ports of this machine, in order of their path. Never throws; `trouble` is a sentence. */
export async function listSerialPorts(): Promise<{ ports: SerialPortName[]; trouble?: string }> {
  try {
    const found = await SerialPort.list();
    const ports = found.map(({ path, manufacturer, serialNumber, vendorId, productId }) => ({
      path,
      ...(manufacturer === undefined ? {} : { maker: manufacturer }),
      ...(serialNumber === undefined ? {} : { serialNumber }),
      ...(vendorId === undefined || productId === undefined ? {} : { usb: `${vendorId}:${productId}`.toLowerCase() }),
    }));
    return { ports: ports.sort((one, other) => one.path.localeCompare(other.path)) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ports: [], trouble: `The serial ports cannot be listed: ${reason}.` };
  }
}
