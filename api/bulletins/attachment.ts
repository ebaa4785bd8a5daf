import type { Edition } from '../../ledger/bulletin/bulletins';
import { Raw } from '../route';

/** A file made of a bulletin, with a name that says of which. */
export function attachment(
  { month, programmeCode }: Edition,
  media: string,
  ending: string,
  file: Buffer,
): Raw {
  return new Raw((response) => {
    response.setHeader('Vary', 'Accept-Language');
    response.setHeader(
      'Content-Disposition',
      `attachment; filename="bulletin-${month}-${programmeCode}.${ending}"`,
    );
    response.setHeader('Content-Type', media);
    response.send(file);
  });
}
