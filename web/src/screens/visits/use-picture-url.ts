import { useEffect, useState } from 'react';
import type { Picture } from '../../offline/model';
import { readBytes } from '../../offline/reports';

/** An address for a picture on this device, as long as it is shown; null without one, or when its bytes are gone. */
export function usePictureUrl(reportId: string, picture: Picture | null): string | null {
  const [shown, setShown] = useState<{ name: string; url: string } | null>(null);
  const name = picture?.name;
  useEffect(() => {
    if (picture === null) return undefined;
    let isGone = false;
    let url: string | null = null;
    const show = async () => {
      const bytes = await readBytes(reportId, picture);
      if (isGone || bytes === null) return;
      url = URL.createObjectURL(new Blob([bytes], { type: picture.type }));
      setShown({ name: picture.name, url });
    };
    void show();
    return () => {
      isGone = true;
      if (url !== null) URL.revokeObjectURL(url);
    };
    // A picture never changes under its name; what is known of it (its fileId) does.
  }, [reportId, picture]);
  return shown !== null && shown.name === name ? shown.url : null;
}
