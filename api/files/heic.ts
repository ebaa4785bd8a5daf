/**
 * How many pixels a HEIC picture has. Read here because decoders for it are under patents and missing from most
 * builds; the format is boxes inside boxes (ISO/IEC 14496-12), and `ispe` gives the size of each part.
 */
export function heicPixels(bytes: Buffer): number | null {
  const sizes = [...boxes(bytes, 0, bytes.length)]
    .filter((box) => box.type === 'meta')
    // meta is a full box: four bytes of version and flags come first.
    .flatMap((meta) => [...boxes(bytes, meta.start + 4, meta.end)])
    .filter((box) => box.type === 'iprp')
    .flatMap((iprp) => [...boxes(bytes, iprp.start, iprp.end)])
    .filter((box) => box.type === 'ipco')
    .flatMap((ipco) => [...boxes(bytes, ipco.start, ipco.end)])
    .filter((box) => box.type === 'ispe' && box.end - box.start >= 12)
    .map(({ start }) => bytes.readUInt32BE(start + 4) * bytes.readUInt32BE(start + 8));
  return sizes.length === 0 ? null : Math.max(...sizes);
}

interface Box {
  type: string;
  /** Where its content starts and ends. */
  start: number;
  end: number;
}

/** Boxes one after the other; stops at the first that does not fit. */
function* boxes(bytes: Buffer, from: number, to: number): Generator<Box> {
  let at = from;
  while (at + 8 <= to) {
    const short = bytes.readUInt32BE(at);
    const isLong = short === 1;
    if (isLong && at + 16 > to) return;
    const header = isLong ? 16 : 8;
    // Zero means: up to the end.
    const size = isLong ? Number(bytes.readBigUInt64BE(at + 8)) : short === 0 ? to - at : short;
    const end = at + size;
    if (size < header || end > to) return;
    yield { type: bytes.toString('latin1', at + 4, at + 8), start: at + header, end };
    at = end;
  }
}
