//! The house keeps its own rules: these tests read the workspace as files and metadata. Nothing of Carnot runs here.
