import sharp from 'sharp';

/** @type {Record<string, string>} */
const drawings = {
  harbour: `<rect width="960" height="640" fill="#f2d9b8"/>
    <circle cx="690" cy="210" r="74" fill="#f7efe0"/>
    <path d="M0 330 Q180 250 360 320 T720 300 T960 330 V640 H0z" fill="#c98f6b" opacity="0.55"/>
    <rect y="380" width="960" height="260" fill="#2f6f6a"/>
    <path d="M0 430 H960 M0 486 H960 M0 552 H960" stroke="#5f9c92" stroke-width="5" stroke-dasharray="90 60"/>
    <path d="M300 440 h190 l-34 54 h-122z" fill="#24211c"/>
    <path d="M390 180 V436 M398 196 L510 420 H398z M382 236 L306 420 H382z" stroke="#24211c" stroke-width="5" fill="#fdfcf9"/>`,
  dots: `<rect width="960" height="480" fill="#fdfcf9"/>
    <g transform="translate(150 240)"><circle r="64" fill="#1d8561"/></g>
    <g transform="translate(370 240)"><circle r="48" fill="none" stroke="#a86f06" stroke-width="32"/></g>
    <g transform="translate(590 240)"><circle r="64" fill="#8c4477"/><rect x="-38" y="-14" width="76" height="28" fill="#fdfcf9"/></g>
    <g transform="translate(810 240)"><circle r="56" fill="none" stroke="#827c71" stroke-width="16"/></g>`,
};

/**
 * A picture that is nobody's but ours.
 * @param {string} name
 * @returns {Promise<Buffer<ArrayBuffer>>}
 */
export const drawPicture = async (name) => {
  const size = name === 'dots' ? '960 480' : '960 640';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size}" width="960">${drawings[name]}</svg>`;
  return Buffer.from(await sharp(Buffer.from(svg)).png({ palette: true }).toBuffer());
};
