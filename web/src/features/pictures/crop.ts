import type { Area } from 'react-easy-crop';

const load = (url: string): Promise<HTMLImageElement> =>
  new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = () => reject(new Error('not a picture'));
    image.src = url;
  });

/** The part of a picture as a file of its own. */
export const cropped = async (
  url: string,
  { x, y, width: w, height: h }: Area,
  width: number,
): Promise<File> => {
  const image = await load(url);
  const canvas = document.createElement('canvas');
  canvas.width = Math.min(width, Math.round(w));
  canvas.height = Math.round((canvas.width * h) / w);
  canvas.getContext('2d')?.drawImage(image, x, y, w, h, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/webp', 0.9));
  if (!blob) throw new Error('the picture could not be made');
  return new File([blob], 'picture.webp', { type: blob.type });
};
