/** Where the sites of the 10–20 system lie on a head seen from above, nose up: x and y from −1 to 1. */
const PLACES: Readonly<Record<string, readonly [x: number, y: number]>> = {
  fp1: [-0.28, -0.86],
  fpz: [0, -0.9],
  fp2: [0.28, -0.86],
  af7: [-0.53, -0.73],
  af8: [0.53, -0.73],
  f7: [-0.73, -0.53],
  f3: [-0.38, -0.46],
  fz: [0, -0.44],
  f4: [0.38, -0.46],
  f8: [0.73, -0.53],
  t7: [-0.9, 0],
  t3: [-0.9, 0],
  c3: [-0.45, 0],
  cz: [0, 0],
  c4: [0.45, 0],
  t8: [0.9, 0],
  t4: [0.9, 0],
  tp9: [-0.96, 0.3],
  tp10: [0.96, 0.3],
  p7: [-0.73, 0.53],
  t5: [-0.73, 0.53],
  p3: [-0.38, 0.46],
  pz: [0, 0.44],
  p4: [0.38, 0.46],
  p8: [0.73, 0.53],
  t6: [0.73, 0.53],
  o1: [-0.28, 0.86],
  oz: [0, 0.9],
  o2: [0.28, 0.86],
  a1: [-1.05, 0.1],
  a2: [1.05, 0.1],
};

/** The place of a site; those that are not known stand in a row below the head, by their number. */
export function placeOfSite(site: string, number: number): readonly [x: number, y: number] {
  return PLACES[site.toLowerCase()] ?? [-0.9 + 0.22 * (number % 9), 1.15];
}
