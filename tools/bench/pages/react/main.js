import { createElement, useState } from 'react';
import { createRoot } from 'react-dom/client';

function Hello() {
  const [name, setName] = useState('');
  return createElement(
    'main',
    null,
    createElement('h1', null, `Hello ${name}`),
    createElement('input', {
      'aria-label': 'Search',
      placeholder: 'Search',
      autoFocus: true,
      value: name,
      onChange: (event) => setName(event.target.value),
    }),
  );
}

createRoot(document.getElementById('app')).render(createElement(Hello));
