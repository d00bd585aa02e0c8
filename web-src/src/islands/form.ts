import { filters, type Filters, type Key } from "../filters";

/** Set the controls of a form to what is chosen; a value without a control stays chosen. */
export function fill(form: HTMLFormElement, chosen: Filters): void {
  const filled: Partial<Record<string, number>> = {}; // selects of one name take one value each
  for (const control of form.elements) {
    if (control instanceof HTMLInputElement && control.name in chosen && isTick(control)) {
      control.checked = fold(control).some((value) => chosen[control.name as Key].includes(value));
    } else if (control instanceof HTMLSelectElement && control.name in chosen) {
      const values = chosen[control.name as Key];
      if (control.multiple) for (const one of control.options) one.selected = values.includes(one.value);
      else {
        const at = filled[control.name] ?? 0;
        const value = values[at] ?? "";
        filled[control.name] = at + 1;
        control.value = [...control.options].some((one) => one.value === value) ? value : "";
      }
    }
  }
}

/** Return what is chosen after the controls of one key have changed. */
export function read(form: HTMLFormElement, key: Key, chosen: Filters): Filters {
  const values = new FormData(form).getAll(key).map(String);
  const controls = [...form.elements].filter((one) => (one as HTMLInputElement).name === key);
  const single = controls.length > 0 && controls.every((one) => one instanceof HTMLSelectElement && !one.multiple);
  const beyond = single ? chosen[key].slice(controls.length) : []; // values that no control has room for
  return filters((one) => (one === key ? [...values, ...beyond] : chosen[one]));
}

/** Return the filters without one value. */
export function without(chosen: Filters, key: Key, value: string): Filters {
  return filters((one) => (one === key ? chosen[one].filter((held) => held !== value) : chosen[one]));
}

/** Return an address with this query in place of its own. */
export function addTo(address: string, query: string): string {
  const [, path = "", hash = ""] = /^([^?#]*)[^#]*(#.*)?$/.exec(address) ?? [];
  return path + (query && `?${query}`) + hash;
}

function isTick(control: HTMLInputElement): boolean {
  return control.type === "checkbox" || control.type === "radio";
}

/** Return the value of a tick as filters write it. */
function fold(control: HTMLInputElement): readonly string[] {
  return filters((key) => (key === control.name ? [control.value] : []))[control.name as Key];
}
