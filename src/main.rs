//! The browser's start: the recovery panel first, then the app.

fn main() {
    #[cfg(target_arch = "wasm32")]
    {
        chava::platform::recovery::install();
        wasm_bindgen_futures::spawn_local(async {
            if let Err(error) = chava::effects::boot::start().await {
                chava::platform::recovery::show(&error.to_string());
            }
        });
    }
}
