// Tells the compiler that a style sheet may be imported; Vite bundles it.
declare module '*.css'
