const COPIED = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-opacity',
  'stroke-linecap',
  'stroke-linejoin',
  'opacity',
  'font-size',
  'font-weight',
  'text-anchor',
  'paint-order',
] as const;

/** A copy of a drawing that needs no style sheet: every computed paint is written into it. */
function standAlone(svg: SVGSVGElement): SVGSVGElement {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const [from, to] = [svg.querySelectorAll('*'), copy.querySelectorAll('*')];
  from.forEach((element, index) => {
    const style = getComputedStyle(element);
    const target = to[index];
    if (target === undefined) return;
    for (const property of COPIED) target.setAttribute(property, style.getPropertyValue(property));
    if (element.tagName === 'text' || element.tagName === 'tspan')
      target.setAttribute('font-family', 'Inter, system-ui, sans-serif');
  });
  const box = svg.getBoundingClientRect();
  copy.setAttribute('width', String(box.width));
  copy.setAttribute('height', String(box.height));
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  return copy;
}

async function toImage(svg: SVGSVGElement): Promise<HTMLImageElement> {
  const text = new XMLSerializer().serializeToString(standAlone(svg));
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  return image;
}

export interface PngRequest {
  readonly container: HTMLElement;
  readonly title: string;
  /** One line at the foot: metric, release, simulated or not. */
  readonly source: string;
  readonly fileName: string;
}

/** Draws the largest SVG of a container at twice its size, with its title above and its source below, and hands it over as a file. */
export async function exportPng({ container, title, source, fileName }: PngRequest): Promise<void> {
  const drawings = [...container.querySelectorAll('svg')].filter((svg) => svg.closest('svg') === svg);
  const area = (svg: SVGSVGElement): number => svg.getBoundingClientRect().width * svg.getBoundingClientRect().height;
  const svg = drawings.sort((a, b) => area(b) - area(a))[0];
  if (svg === undefined) return;
  const box = svg.getBoundingClientRect();
  const image = await toImage(svg);
  const root = getComputedStyle(document.documentElement);
  const canvas = document.createElement('canvas');
  const [scale, head, foot, pad] = [2, 34, 28, 16];
  canvas.width = (box.width + pad * 2) * scale;
  canvas.height = (box.height + head + foot) * scale;
  const pen = canvas.getContext('2d');
  if (pen === null) return;
  pen.scale(scale, scale);
  pen.fillStyle = root.getPropertyValue('--v-sheet');
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = root.getPropertyValue('--v-ink');
  pen.font = '600 14px InterVariable, sans-serif';
  pen.fillText(title, pad, 22);
  pen.drawImage(image, pad, head, box.width, box.height);
  pen.fillStyle = root.getPropertyValue('--v-ink3');
  pen.font = '11px InterVariable, sans-serif';
  pen.fillText(source, pad, box.height + head + 18);
  const link = document.createElement('a');
  link.download = fileName;
  link.href = canvas.toDataURL('image/png');
  link.click();
}
